using RustImage.Elf;
using RustImage.Testing;

namespace RustImage.UnitTests.Elf;

public sealed class BinaryFormatTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData("", "an empty file")]
    [InlineData("4d5a900003000000", "a Windows (PE) executable")]
    [InlineData("cffaedfe07000001", "a macOS (Mach-O) executable")]
    [InlineData("cefaedfe07000000", "a macOS (Mach-O) executable")]
    [InlineData("feedfacf01000007", "a macOS (Mach-O) executable")]
    [InlineData("feedface00000007", "a macOS (Mach-O) executable")]
    [InlineData("cafebabe00000002", "a macOS (Mach-O) executable")]
    [InlineData("cafebabf00000002", "a macOS (Mach-O) executable")]
    [InlineData("cafebabe00000041", "an unknown file")] // a Java class
    [InlineData("cafebabe", "an unknown file")]
    [InlineData("0061736d01000000", "a WebAssembly module")]
    [InlineData("23212f62696e2f73", "a script")]
    [InlineData("213c617263683e0a", "a static library (an ar archive)")]
    [InlineData("7f45", "an unknown file")]
    [InlineData("00000000", "an unknown file")]
    public void The_error_for_a_file_that_is_not_ELF_names_its_format(string hexadecimal, string what)
    {
        File.WriteAllBytes(directory["file"], Convert.FromHexString(hexadecimal));
        var error = Assert.Throws<RustImageException>(() => ElfReader.Read(directory["file"]));
        Assert.Equal("RIMG2001", error.Code);
        Assert.StartsWith($"'{directory["file"]}' is {what}, not", error.Message);
        Assert.False(ElfReader.IsElf(directory["file"]));
    }

    [Fact]
    public void An_ELF_file_is_recognized_by_its_first_bytes()
    {
        File.WriteAllBytes(directory["file"], [0x7f, .. "ELF"u8]);
        Assert.True(ElfReader.IsElf(directory["file"]));
        Assert.Equal("RIMG2002", Assert.Throws<RustImageException>(() => ElfReader.Read(directory["file"])).Code);
    }

    [Fact]
    public void A_missing_file_or_a_directory_is_an_error_with_a_code()
    {
        Assert.Equal("RIMG2004", Assert.Throws<RustImageException>(() => ElfReader.Read(directory["missing"])).Code);
        Assert.Equal("RIMG2004", Assert.Throws<RustImageException>(() => ElfReader.Read(directory.Path)).Code);
        Assert.Equal("RIMG2004", Assert.Throws<RustImageException>(() => ElfReader.IsElf(directory["missing"])).Code);
    }

    [Fact]
    public async Task A_pipe_and_a_link_to_one_do_not_wait_for_a_writer()
    {
        var mkfifo = Require.Tool("mkfifo", "coreutils");
        await ProcessRunner.CaptureAsync(new Command(mkfifo, ["pipe"], directory.Path));
        File.CreateSymbolicLink(directory["link"], "pipe");
        Assert.False(ElfReader.IsElf(directory["pipe"]));
        Assert.False(ElfReader.IsElf(directory["link"]));
    }

    [Fact]
    public void A_link_is_followed()
    {
        File.CreateSymbolicLink(directory["link"], RealElfFiles.Libc);
        Assert.Equal("libc.so.6", ElfReader.Read(directory["link"]).SoName);
    }
}
