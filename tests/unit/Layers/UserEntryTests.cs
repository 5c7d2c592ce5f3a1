using System.Formats.Tar;
using RustImage.Layers;

namespace RustImage.UnitTests.Layers;

public sealed class UserEntryTests
{
    [Fact]
    public void A_link_keeps_its_target_unchanged()
    {
        var link = UserLink.Create("/bin/tool/", "../größe x/tool");
        Assert.Equal(("/usr/bin/tool", "../größe x/tool"), (link.Path, link.Target));
    }

    [Fact]
    public void A_directory_has_a_mode_and_an_owner()
    {
        var (plain, own) = (UserDirectory.Create("/data/", "", ""), UserDirectory.Create("/lib/app", "2770", "nonroot:7"));
        Assert.Equal(("/data", 0b111_101_101, 0, 0), (plain.Path, plain.Mode, plain.UserId, plain.GroupId));
        Assert.Equal(("/usr/lib/app", 0b010_111_111_000, 65532, 7), (own.Path, own.Mode, own.UserId, own.GroupId));
    }

    [Theory]
    [InlineData("data")]
    [InlineData("/")]
    [InlineData("//")]
    [InlineData("/data/..")]
    [InlineData("/./data")]
    [InlineData("C:\\data")]
    public void A_relative_path_in_the_image_is_refused(string path)
    {
        AssertRefused("RIMG4007", $"RustImageLink '{path}'", () => UserLink.Create(path, "/x"));
        AssertRefused("RIMG4007", $"RustImageDirectory '{path}'", () => UserDirectory.Create(path, "", ""));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void A_link_without_a_target_is_refused(string target) =>
        AssertRefused("RIMG4008", $"'/x' is '{target}'", () => UserLink.Create("/x", target));

    [Fact]
    public void Mode_and_owner_of_a_directory_are_checked_as_for_files()
    {
        AssertRefused("RIMG4004", "Mode of RustImageDirectory '/data' is '888'", () => UserDirectory.Create("/data", "888", ""));
        AssertRefused("RIMG4005", "Owner of RustImageDirectory '/data' is 'me'", () => UserDirectory.Create("/data", "", "me"));
    }

    [Fact]
    public void An_empty_directory_and_a_dangling_link_become_tar_entries()
    {
        var plan = LayerPlan.Create([], [], [UserLink.Create("/data/latest", "7"), UserDirectory.Create("/data", "1777", "1:2")], []);
        using var tar = new TarReader(new MemoryStream(TestEntry.Tar([.. Assert.Single(plan).Entries])));
        var (directory, link) = (tar.GetNextEntry()!, tar.GetNextEntry()!);
        Assert.Equal(("data/", TarEntryType.Directory, 0b001_111_111_111, 1, 2),
            (directory.Name, directory.EntryType, (int)directory.Mode, directory.Uid, directory.Gid));
        Assert.Equal(("data/latest", TarEntryType.SymbolicLink, "7"), (link.Name, link.EntryType, link.LinkName));
        Assert.Null(tar.GetNextEntry());
    }

    [Fact]
    public void A_path_used_by_another_entry_is_refused()
    {
        AssertRefused("RIMG4001", "'/data'",
            () => LayerPlan.Create([], [], [UserDirectory.Create("/data", "", ""), UserLink.Create("/data", "x")], []));
        AssertRefused("RIMG4001", "'/tmp'", () => LayerPlan.Create(SkeletonFiles.Create([]), [], [UserDirectory.Create("/tmp", "", "")],
            []));
        AssertRefused("RIMG4001", "'/data'",
            () => LayerPlan.Create([], [], [UserLink.Create("/data", "x"), UserDirectory.Create("/data/y", "", "")], []));
    }

    private static void AssertRefused(string code, string quoted, Action create)
    {
        var failure = Assert.Throws<RustImageException>(create);
        Assert.Equal(code, failure.Code);
        Assert.Contains(quoted, failure.Message, StringComparison.Ordinal);
    }
}
