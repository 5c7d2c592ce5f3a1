using RustImage.Closure.Sources;
using RustImage.Testing;

namespace RustImage.UnitTests.Closure.Sources;

public sealed class BaseFileSystemTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Theory]
    [InlineData("/lib/x", "/usr/lib/x")]
    [InlineData("/app/x", "/app/x")]
    public void An_image_without_a_base_has_usr_merge(string path, string place) => Assert.Equal(place, BaseFileSystem.Empty.Place(path));

    [Theory]
    [InlineData("/lib64/x", "/usr/lib/x")]
    [InlineData("/usr/lib64/x", "/usr/lib/x")]
    [InlineData("/var/run/x/y", "/run/x/y")]
    [InlineData("/lib/x", "/lib/x")]
    [InlineData("/bin/x", "/usr/bin/x")]
    [InlineData("/lib/../etc/x", "/etc/x")]
    public void A_file_is_placed_where_the_links_of_the_base_lead(string path, string place)
    {
        foreach (var directory in new[] { "lib", "usr/lib", "var", "run" })
            Directory.CreateDirectory(_directory[directory]);
        File.CreateSymbolicLink(_directory["usr/lib64"], "lib");
        File.CreateSymbolicLink(_directory["lib64"], "usr/lib64");
        File.CreateSymbolicLink(_directory["var/run"], "/run");
        Assert.Equal(place, Root.Place(path));
    }

    [Fact]
    public void A_final_link_is_kept_for_a_file_and_followed_for_a_directory()
    {
        Directory.CreateDirectory(_directory["run"]);
        Directory.CreateDirectory(_directory["var"]);
        File.CreateSymbolicLink(_directory["var/run"], "/run");
        Assert.Equal("/var/run", Root.Place("/var/run"));
        Assert.Equal("/run", Root.PlaceOfDirectory("/var/run"));
    }

    public void Dispose() => _directory.Dispose();

    private BaseFileSystem Root => new(new DirectoryBase(_directory.Path));
}
