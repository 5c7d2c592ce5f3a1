using RustImage.Closure.Loading;
using RustImage.Closure.Sources;
using RustImage.Testing;

namespace RustImage.UnitTests.Closure.Loading;

public sealed class LoaderCacheTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void A_cache_that_ldconfig_wrote_gives_the_directories_of_a_library()
    {
        CCompiler.Compile(_directory["lib"], "libdemo.so.1", "int a;", "-shared", "-fPIC", "-Wl,-soname,libdemo.so.1");
        File.WriteAllText(_directory["conf"], _directory["lib"] + "\n");
        Directory.CreateDirectory(_directory["etc"]);
        Ldconfig.Run("-X", "-C", _directory["etc/ld.so.cache"], "-f", _directory["conf"]);
        Assert.Equal([_directory["lib"]], Read().DirectoriesOf("libdemo.so.1"));
        Assert.Empty(Read().DirectoriesOf("libdemo.so"));
    }

    [Fact]
    public void Without_one_there_is_nothing_in_it() => Assert.Empty(Read().DirectoriesOf("libc.so.6"));

    [Theory]
    [InlineData("")]
    [InlineData("ld.so-1.7.0")]
    [InlineData("glibc-ld.so.cache1.1\u0001\0\0\0")]
    public void Another_form_is_an_error(string text)
    {
        Directory.CreateDirectory(_directory["etc"]);
        File.WriteAllText(_directory["etc/ld.so.cache"], text);
        Assert.Equal("RIMG5123", Assert.Throws<RustImageException>(Read).Code);
    }

    public void Dispose() => _directory.Dispose();

    private LoaderCache Read() => LoaderCache.Read(new DirectorySource(_directory.Path), CRoot.Host);
}
