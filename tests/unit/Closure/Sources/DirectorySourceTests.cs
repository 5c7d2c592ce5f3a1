using RustImage.Closure.Sources;
using RustImage.Testing;

namespace RustImage.UnitTests.Closure.Sources;

public sealed class DirectorySourceTests : IDisposable
{
    private readonly TemporaryDirectory _root = new();

    private DirectorySource Source => new(_root.Path);

    [Fact]
    public void The_machine_and_a_root_describe_themselves()
    {
        Assert.Equal("this machine's file system", new DirectorySource("/").Description);
        Assert.Equal($"the root in '{_root.Path}'", Source.Description);
    }

    [Fact]
    public void A_file_of_this_machine_is_found_at_its_merged_path()
    {
        Require.That(File.Exists("/bin/ls"), "'/bin/ls' is missing");
        var file = new DirectorySource("/").Find("/bin/ls");
        Assert.Equal(new FoundFile("/usr/bin/ls", file!.HostPath), file);
        Assert.Null(new FileInfo(file.HostPath).LinkTarget);
    }

    [Fact]
    public void Absolute_links_are_resolved_inside_the_root()
    {
        Write("/usr/lib/libz.so.1.2", "z");
        Link("/usr/lib/libz.so.1", "/usr/lib/libz.so.1.2");
        Link("/opt/escape", "../../../../../usr/lib/libz.so.1");
        Link("/opt/passwd", "/etc/passwd");
        Assert.Equal("/usr/lib/libz.so.1.2", Source.Find("/usr/lib/libz.so.1")?.Path);
        Assert.Equal("/usr/lib/libz.so.1.2", Source.Find("/opt/escape")?.Path);
        Assert.Null(Source.Find("/opt/passwd"));
    }

    [Fact]
    public void Directory_links_inside_a_path_are_followed()
    {
        Write("/opt/foo-1.2/lib/libfoo.so", "foo");
        Link("/opt/foo", "foo-1.2");
        Link("/srv", "/opt/foo/lib");
        Assert.Equal("/opt/foo-1.2/lib/libfoo.so", Source.Find("/srv/libfoo.so")?.Path);
        Assert.Equal("/opt/foo-1.2/lib/libfoo.so", Source.Find("/srv/../lib/libfoo.so")?.Path);
        Assert.Equal(["libfoo.so"], Source.List("/srv"));
    }

    [Fact]
    public void A_loop_of_links_leads_to_no_file()
    {
        Link("/a", "b");
        Link("/b", "a");
        Link("/c", "c/c");
        Assert.Null(Source.Find("/a"));
        Assert.Null(Source.Find("/c/x"));
        Assert.Empty(Source.List("/a"));
    }

    [Fact]
    public void Missing_paths_and_directories_are_not_files()
    {
        Directory.CreateDirectory(_root["usr/lib"]);
        Assert.Null(Source.Find("/usr/lib"));
        Assert.Null(Source.Find("/usr/lib/libmissing.so"));
        Assert.Null(Source.Find("/usr/lib/libmissing.so/x"));
        Assert.Empty(Source.List("/usr/nothing"));
        Assert.Null(new DirectorySource(_root["no-such-root"]).Find("/usr/lib/libc.so.6"));
    }

    [Fact]
    public void Paths_with_and_without_usr_find_a_file_of_a_root_without_usr_merge()
    {
        Write("/lib/x86_64-linux-gnu/libc.so.6", "c");
        Write("/usr/lib/x86_64-linux-gnu/libz.so.1.2", "z");
        Link("/usr/lib/x86_64-linux-gnu/libc.so", "/lib/x86_64-linux-gnu/libc.so.6");
        Link("/usr/lib/x86_64-linux-gnu/libz.so.1", "libz.so.1.2");
        foreach (var usr in new[] { "", "/usr" })
        {
            Assert.Equal("/usr/lib/x86_64-linux-gnu/libc.so.6", Source.Find(usr + "/lib/x86_64-linux-gnu/libc.so.6")?.Path);
            Assert.Equal("/usr/lib/x86_64-linux-gnu/libc.so.6", Source.Find(usr + "/lib/x86_64-linux-gnu/libc.so")?.Path);
            Assert.Equal("/usr/lib/x86_64-linux-gnu/libz.so.1.2", Source.Find(usr + "/lib/x86_64-linux-gnu/libz.so.1")?.Path);
        }
        Assert.Equal(["libc.so", "libc.so.6", "libz.so.1", "libz.so.1.2"], Source.List("/lib/x86_64-linux-gnu"));
    }

    [Fact]
    public void The_alternative_path_with_or_without_usr_stays_inside_the_root()
    {
        Directory.CreateDirectory(_root["usr"]);
        Link("/lib", "/etc");
        // /etc/passwd exists on the machine, but not in the root.
        Assert.Null(Source.Find("/usr/lib/passwd"));
        Assert.Null(Source.Find("/lib/passwd"));
    }

    public void Dispose() => _root.Dispose();

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_root.Path + path)!);
        File.WriteAllText(_root.Path + path, text);
    }

    private void Link(string path, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_root.Path + path)!);
        File.CreateSymbolicLink(_root.Path + path, target);
    }
}
