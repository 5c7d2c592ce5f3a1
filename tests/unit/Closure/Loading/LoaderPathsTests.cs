using System.Text;
using RustImage.Closure.Loading;
using RustImage.Closure.Sources;
using RustImage.Elf;
using RustImage.Testing;

namespace RustImage.UnitTests.Closure.Loading;

public sealed class LoaderPathsTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();

    private DirectorySource Source => new(_root.Path);

    [Fact]
    public void The_default_directories_are_read_from_the_loader_of_this_machine()
    {
        using var root = new CompiledRoot();
        var interpreter = ElfReader.Read(root.Program("probe", "int main(void) { return 0; }")).Interpreter!;
        var paths = LoaderPaths.Of(interpreter, new DirectorySource("/").Find(interpreter), BaseFileSystem.Empty, root.Source,
            CompiledRoot.Host);
        Assert.Equal([$"/lib/{CompiledRoot.Host.Multiarch}", $"/usr/lib/{CompiledRoot.Host.Multiarch}", "/lib", "/usr/lib"],
            paths.Defaults);
        Assert.Equal($"lib/{CompiledRoot.Host.Multiarch}", paths.Lib);
    }

    [Theory]
    [InlineData("x\0/lib64/\0/usr/lib64/\0rest", new[] { "/lib64", "/usr/lib64" })]
    [InlineData("/lib/\0/libexec\0\0/usr/lib/\0", new string[0])]
    [InlineData("/lib/ld.so.cache\0/lib/x/\0/usr/lib/x/\0/lib/\0/usr/lib/\0/etc/\0", new[] { "/lib/x", "/usr/lib/x", "/lib", "/usr/lib" })]
    [InlineData("/lib/x/\0/usr/lib/x/", new string[0])]
    [InlineData("", new string[0])]
    public void Only_consecutive_library_directories_are_recognized(string bytes, string[] expected) =>
        Assert.Equal(expected, SystemDirectories.Find(Encoding.ASCII.GetBytes(bytes)));

    [Fact]
    public void Without_directories_in_the_loader_those_of_Debian_are_used()
    {
        Assert.Equal(
            ["/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu", "/lib", "/usr/lib", "/lib64", "/usr/lib64"],
            LoaderPaths.Of("/lib64/ld-linux-x86-64.so.2", null, BaseFileSystem.Empty, Source, FakeRoot.Amd64).Defaults);
    }

    [Fact]
    public void Musl_has_its_own_default_directories_and_a_path_file()
    {
        Write("/etc/ld-musl-x86_64.path", "/opt/a:/opt/b\n/opt/c\n");
        var paths = LoaderPaths.Of("/lib/ld-musl-x86_64.so.1", null, BaseFileSystem.Empty, Source, FakeRoot.Amd64);
        Assert.True(paths.IsMusl);
        Assert.Equal(["/lib", "/usr/local/lib", "/usr/lib"], paths.Defaults);
        Assert.Equal(["/opt/a", "/opt/b", "/opt/c"], paths.Configured);
    }

    [Fact]
    public void The_loader_configuration_is_read_with_its_includes()
    {
        Write("/etc/ld.so.conf", "# first\n/opt/first/ # comment\ninclude ld.so.conf.d/*.conf\nhwcap 0 nosegneg\nrelative/dir\n" +
            "/opt/old=libc6\ninclude /etc/none/*.conf\n/opt/first\n");
        Write("/etc/ld.so.conf.d/b.conf", "/opt/b\ninclude ../more.conf\n");
        Write("/etc/ld.so.conf.d/a.conf", "\t/opt/a\n\n");
        Write("/etc/ld.so.conf.d/.hidden.conf", "/opt/hidden\n");
        Write("/etc/ld.so.conf.d/readme", "/opt/readme\n");
        Write("/etc/more.conf", "/opt/more\ninclude /etc/ld.so.conf\n");
        Assert.Equal(["/opt/first", "/opt/a", "/opt/b", "/opt/more", "/opt/old"], LoaderConfiguration.Read(Source));
    }

    [Fact]
    public void A_root_without_a_loader_configuration_adds_no_directory() => Assert.Empty(LoaderConfiguration.Read(Source));

    public void Dispose() => _root.Dispose();

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_root.Path + path)!);
        File.WriteAllText(_root.Path + path, text);
    }
}
