using RustImage.Closure;
using RustImage.Closure.Packages;
using RustImage.Layers;
using RustImage.Testing;
using RustImage.UnitTests.Closure;

namespace RustImage.UnitTests.Layers;

/// <summary>What the layers and the base lack, as a container sees them.</summary>
public sealed class ImageTreeTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("/opt/file", "/opt/data/file")]
    [InlineData("/opt/direct", "/opt/data/file")]
    [InlineData("/bin/sh", "/usr/bin/sh")]
    [InlineData("/opt/nowhere", "/opt/data/none")]
    [InlineData("/opt/loop", null)]
    public void Links_of_files_and_directories_are_followed(string path, string? expected)
    {
        var tree = Tree();
        Assert.Equal(expected, tree.Resolve(path));
        Assert.Equal(expected is not (null or "/opt/data/none"), expected is not null && tree.Exists(expected));
    }

    [Fact]
    public void Files_of_the_base_exist_and_are_found_by_name()
    {
        Directory.CreateDirectory(_directory["base/opt/tools"]);
        File.WriteAllText(_directory["base/opt/tools/python3"], "");
        File.CreateSymbolicLink(_directory["base/opt/tools/dangling"], "none");
        var tree = new ImageTree(
            [TestEntry.File("/usr/bin/python3", ""), new LinkEntry("/opt/t", "tools", "")], new DirectoryBase(_directory["base"]));
        Assert.True(tree.HasFile("/opt/t/python3"));
        Assert.False(tree.HasFile("/opt/tools"));
        Assert.Equal(["/opt/tools", "/usr/bin"], tree.DirectoriesWith("python3"));
        Assert.Empty(tree.DirectoriesWith("dangling"));
    }

    [Fact]
    public void Dangling_links_of_the_project_and_of_chosen_files_are_found()
    {
        var links = new[] { ("/a", ChoiceKind.Path), ("/b", ChoiceKind.Pattern), ("/c", ChoiceKind.Package), ("/d", ChoiceKind.Link) }
            .Select(l => new ClosureLink(l.Item1, "/none", l.Item1, "ImagePackage x") { Choice = l.Item2 })
            .Append(new ClosureLink("/e", "/none", "/e", "the loader's"));
        var entries = new UserEntries(
            [], [UserLink.Create("/good", "/opt/data/file"), UserLink.Create("/bad", "none"), UserLink.Create("/maybe", "none", true)], []);
        var found = MissingTarget.FindAll(new ImageClosure([], [.. links], []), entries, Tree([.. entries.Links]), null);
        Assert.Equal(
            [
                new("/a", "/none", "/a", "ImagePackage x", ChoiceKind.Path), new("/b", "/none", "/b", "ImagePackage x", ChoiceKind.Pattern),
                new("/bad", "none", "/none"), new("/c", "/none", "/c", "ImagePackage x", ChoiceKind.Package),
            ],
            found);
    }

    [Fact]
    public void Programs_of_executable_scripts_are_found()
    {
        var entries = new UserEntries(
            [
                Script("/good", "#!/bin/sh\n"), Script("/bad", "#!/bin/bash -e\n"), Script("/data", "#!/bin/none\n", 0b110_100_100),
                Script("/env", "#!/usr/bin/env tool\n"), Script("/text", "/bin/none\n"),
            ],
            [], []);
        var found = ScriptProgram.FindAll(entries, Tree());
        Assert.Equal(
            ["/bad /bin/bash ", "/env /usr/bin/env ", "/env tool /opt/bin"],
            found.Select(p => $"{p.Script} {p.Program} {string.Join(',', p.Directories ?? [])}"));
    }

    private UserFile Script(string path, string text, int mode = 0b111_101_101)
    {
        File.WriteAllText(_directory[path[1..]], text);
        return new UserFile(path, _directory[path[1..]], mode, 0, 0);
    }

    private static ImageTree Tree(params LayerEntry[] more) => new(
        [
            .. SkeletonFiles.Create([]), TestEntry.File("/usr/bin/sh", ""), TestEntry.File("/opt/data/file", ""),
            TestEntry.File("/opt/bin/tool", ""), new LinkEntry("/opt/current", "data", ""), new LinkEntry("/opt/file", "current/file", ""),
            new LinkEntry("/opt/direct", "/opt/file", ""), new LinkEntry("/opt/nowhere", "current/none", ""),
            new LinkEntry("/opt/loop", "loop", ""), .. more,
        ],
        null);
}
