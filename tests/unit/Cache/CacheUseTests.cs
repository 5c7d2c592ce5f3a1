using RustImage.Cache;
using RustImage.Testing;

namespace RustImage.UnitTests.Cache;

public sealed class CacheUseTests : IDisposable
{
    private readonly TemporaryDirectory _temporary = new();

    [Theory]
    [InlineData(-50)]
    [InlineData(50)]
    public void A_use_is_recorded_after_some_time_and_where_the_clock_was_wrong(int hours)
    {
        var file = FileOf(TimeSpan.FromHours(hours));
        CacheUse.Mark(file);
        Assert.Equal(DateTime.UtcNow, File.GetLastWriteTimeUtc(file), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void A_second_use_soon_after_writes_nothing()
    {
        var file = FileOf(TimeSpan.FromMinutes(-50));
        var before = File.GetLastWriteTimeUtc(file);
        CacheUse.Mark(file);
        Assert.Equal(before, File.GetLastWriteTimeUtc(file));
    }

    [Fact]
    public void A_missing_file_stays_missing()
    {
        CacheUse.Mark(_temporary["none"]);
        Assert.False(File.Exists(_temporary["none"]));
    }

    public void Dispose() => _temporary.Dispose();

    private string FileOf(TimeSpan age)
    {
        File.WriteAllText(_temporary["file"], "");
        File.SetLastWriteTimeUtc(_temporary["file"], DateTime.UtcNow + age);
        return _temporary["file"];
    }
}
