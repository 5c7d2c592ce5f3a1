using RustImage.Tasks;

namespace RustImage.TaskTests.Cache;

public sealed class ShowCacheTests : PipelineCase
{
    [Fact]
    public void An_empty_cache_is_called_empty()
    {
        Succeed(new ShowCache { CacheDirectory = this["cache"] });
        Assert.Equal($"The cache '{this["cache"]}' is empty.", Engine.ImportantText);
    }

    [Fact]
    public void The_table_shows_what_a_build_has_put_there()
    {
        RunToLayers();
        Succeed(Compress());
        Engine.Clear();
        Succeed(new ShowCache { CacheDirectory = this["cache"] });
        var lines = Engine.ImportantText.Split(Environment.NewLine);
        Assert.Equal(this["cache"], lines[0]);
        Assert.StartsWith("compressed layers", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("total", lines[^1], StringComparison.Ordinal);
    }
}
