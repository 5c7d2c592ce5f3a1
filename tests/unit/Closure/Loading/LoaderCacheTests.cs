using RustImage.Closure.Loading;
using RustImage.Closure.Sources;
using RustImage.Testing;

namespace RustImage.UnitTests.Closure.Loading;

public sealed class LoaderCacheTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void The_directories_of_a_library_are_read_from_a_cache_of_ldconfig()
    {
        CCompiler.Compile(_directory["lib"], "libdemo.so.1", "int a;", "-shared", "-fPIC", "-Wl,-soname,libdemo.so.1");
        File.WriteAllText(_directory["conf"], _directory["lib"] + "\n");
        Directory.CreateDirectory(_directory["etc"]);
        Ldconfig.Run("-X", "-C", _directory["etc/ld.so.cache"], "-f", _directory["conf"]);
        Assert.Equal([_directory["lib"]], Read().DirectoriesOf("libdemo.so.1"));
        Assert.Empty(Read().DirectoriesOf("libdemo.so"));
    }

    [Fact]
    public void A_missing_cache_has_no_entries() => Assert.Empty(Read().DirectoriesOf("libc.so.6"));

    [Theory]
    [InlineData("")]
    [InlineData("ld.so-1.7.0")]
    [InlineData("glibc-ld.so.cache1.1\u0001\0\0\0")]
    public void An_unknown_cache_format_is_an_error(string text)
    {
        Directory.CreateDirectory(_directory["etc"]);
        File.WriteAllText(_directory["etc/ld.so.cache"], text);
        Assert.Equal("RIMG5123", Assert.Throws<RustImageException>(Read).Code);
    }

    public void Dispose() => _directory.Dispose();

    private LoaderCache Read() => LoaderCache.Read(new DirectorySource(_directory.Path), CompiledRoot.Host);
}
