using RustImage.Layers;
using RustImage.Testing;

namespace RustImage.UnitTests.Layers;

public sealed class UserFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("/etc/app.toml", "/etc/app.toml")]
    [InlineData("/etc/", "/etc/file")]
    [InlineData("/", "/file")]
    [InlineData("/etc//app//", "/etc/app/file")]
    [InlineData("/bin/tool", "/usr/bin/tool")]
    [InlineData("/lib64/x/", "/usr/lib64/x/file")]
    [InlineData("/binary", "/binary")]
    [InlineData("/größe ☃/..x", "/größe ☃/..x")]
    public void A_target_with_a_final_slash_is_a_directory(string target, string path) => Assert.Equal(path, Create(target).Path);

    [Theory]
    [InlineData("")]
    [InlineData("etc/app.toml")]
    [InlineData("./etc/")]
    [InlineData("/etc/../x")]
    [InlineData("/etc/./x")]
    [InlineData("/etc/..")]
    [InlineData("C:\\app")]
    public void A_relative_target_is_refused(string target) => AssertRefused("RIMG4003", $"'{target}'", () => Create(target));

    [Theory]
    [InlineData("0644", 0b110_100_100)]
    [InlineData("755", 0b111_101_101)]
    [InlineData("0", 0)]
    [InlineData("4755", 0b100_111_101_101)]
    [InlineData("07777", 0b111_111_111_111)]
    public void A_mode_is_octal(string mode, int bits) => Assert.Equal(bits, Create(mode: mode).Mode);

    [Theory]
    [InlineData("0x1ff")]
    [InlineData("888")]
    [InlineData("10000")]
    [InlineData("000644")]
    [InlineData("rwxr-xr-x")]
    [InlineData("-1")]
    [InlineData(" 644")]
    [InlineData("٦٤٤")]
    public void An_invalid_mode_is_refused(string mode) => AssertRefused("RIMG4004", $"'{mode}'", () => Create(mode: mode));

    [Theory]
    [InlineData("\u007fELF\u0002", 0b111_101_101)]
    [InlineData("#!/bin/sh\n", 0b111_101_101)]
    [InlineData("#! ", 0b111_101_101)]
    [InlineData("# comment", 0b110_100_100)]
    [InlineData("\u007fEL", 0b110_100_100)]
    [InlineData("#", 0b110_100_100)]
    [InlineData("", 0b110_100_100)]
    public void Without_a_mode_the_content_decides(string content, int bits) => Assert.Equal(bits, Create(content: content).Mode);

    [Theory]
    [InlineData("", 0, 0)]
    [InlineData("1000", 1000, 1000)]
    [InlineData("1000:2000", 1000, 2000)]
    [InlineData("root", 0, 0)]
    [InlineData("nonroot", 65532, 65532)]
    [InlineData("root:nonroot", 0, 65532)]
    [InlineData("nonroot:7", 65532, 7)]
    [InlineData("2147483647", int.MaxValue, int.MaxValue)]
    public void An_owner_is_a_user_and_a_group(string owner, int user, int group)
    {
        var entry = Create(owner: owner);
        Assert.Equal((user, group), (entry.UserId, entry.GroupId));
    }

    [Theory]
    [InlineData("www-data")]
    [InlineData("1000:")]
    [InlineData(":1000")]
    [InlineData(":")]
    [InlineData("1:2:3")]
    [InlineData("-1")]
    [InlineData("2147483648")]
    [InlineData("1 000")]
    [InlineData("Root")]
    public void An_invalid_owner_is_refused(string owner) => AssertRefused("RIMG4005", $"'{owner}'", () => Create(owner: owner));

    [Fact]
    public void A_file_that_is_missing_or_a_directory_is_refused()
    {
        AssertRefused("RIMG4002", _directory["none"], () => UserFile.Create(_directory["none"], "/etc/", "", ""));
        AssertRefused("RIMG4002", _directory.Path, () => UserFile.Create(_directory.Path, "/etc/", "", ""));
    }

    [Fact]
    public void A_file_entry_has_the_bytes_of_the_file()
    {
        var content = Create(content: "some text").ToEntry().Content;
        using var reader = new StreamReader(content.Open());
        Assert.Equal((9, "some text"), (content.Size, reader.ReadToEnd()));
    }

    private UserFile Create(string target = "/etc/", string mode = "", string owner = "", string content = "")
    {
        File.WriteAllText(_directory["file"], content);
        return UserFile.Create(_directory["file"], target, mode, owner);
    }

    private static void AssertRefused(string code, string quoted, Action create)
    {
        var failure = Assert.Throws<RustImageException>(create);
        Assert.Equal(code, failure.Code);
        Assert.Contains(quoted, failure.Message, StringComparison.Ordinal);
    }
}
