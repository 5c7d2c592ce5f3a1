using System.Formats.Tar;
using RustImage.Testing;
using TarWriter = RustImage.Formats.Tar.TarWriter;

namespace RustImage.UnitTests.Formats.Tar;

public sealed class TarWriterTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void It_is_what_the_writer_of_dotnet_makes_of_the_same_file()
    {
        var content = new byte[700];
        using var stream = new MemoryStream();
        using (var writer = new System.Formats.Tar.TarWriter(stream, TarEntryFormat.Ustar, leaveOpen: true))
        {
            writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "blobs/one")
            {
                DataStream = new MemoryStream(content),
                Mode = (UnixFileMode)0b110_100_100,
                ModificationTime = DateTimeOffset.UnixEpoch,
            });
        }
        var theirs = stream.ToArray()[..TarWriter.BlockSize];
        var ours = TarWriter.File("blobs/one", content.Length);
        // They write device numbers and no leading zero in the checksum's field; readers take both.
        ours.AsSpan(148, 8).CopyTo(theirs.AsSpan(148));
        theirs.AsSpan(329, 16).Clear();
        Assert.Equal(theirs, ours);
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(1L)]
    [InlineData(512L)]
    [InlineData((1L << 33) - 1)]
    [InlineData(1L << 33)]
    [InlineData(1L << 40)]
    public async Task Tar_reads_every_size(long size)
    {
        using (var file = File.Create(_directory["a.tar"]))
        {
            file.Write(TarWriter.File("large", size));
            // A hole of the file system.
            file.Position += size;
            file.Write(TarWriter.Padding(size));
            file.Write(TarWriter.File("next", 0));
            file.Write(new byte[2 * TarWriter.BlockSize]);
        }
        var answer = await ProcessRunner.CaptureAsync(new Command(
            Require.Tool("tar", "tar"), ["--list", "--verbose", "--numeric-owner", "--utc", "--seek", "-f", "a.tar"], _directory.Path));

        Assert.Equal((0, ""), (answer.ExitCode, answer.StandardError));
        Assert.Matches($@"^-rw-r--r-- 0/0 +{size} 1970-01-01 00:00 large\n-rw-r--r-- 0/0 +0 1970-01-01 00:00 next\n\z", answer.StandardOutput);
    }
}
