using System.Formats.Tar;
using RustImage.Testing;
using TarHeader = RustImage.Formats.Tar.TarHeader;
using TarWriter = RustImage.Formats.Tar.TarWriter;

namespace RustImage.UnitTests.Formats.Tar;

public sealed class TarWriterTests : IDisposable
{
    private const int BlockSize = 512;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_header_equals_that_of_the_dotnet_TarWriter_for_the_same_file()
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
        using var written = new MemoryStream();
        new TarWriter(written).Add("blobs/one", content);
        var theirs = stream.ToArray()[..BlockSize];
        var ours = written.ToArray()[..BlockSize];
        // .NET writes device numbers, and no leading zero in the checksum. Readers accept both.
        ours.AsSpan(148, 8).CopyTo(theirs.AsSpan(148));
        theirs.AsSpan(329, 16).Clear();
        Assert.Equal(theirs, ours);
    }

    [Theory]
    [InlineData(0L)]
    [InlineData((1L << 33) - 1)]
    [InlineData(1L << 33)]
    [InlineData(long.MaxValue)]
    public void A_header_survives_writing_and_reading(long size)
    {
        var header = new TarHeader('2', 0b100_111_101_101, size, "a/b"u8.ToArray(), "../c"u8.ToArray()) { UserId = 65532, GroupId = 7 };
        var block = new byte[BlockSize];
        header.Write(block);
        var read = TarHeader.Read(block)!;
        Assert.Equal(header.Name, read.Name);
        Assert.Equal(header.Link, read.Link);
        Assert.Equal(header, read with { Name = header.Name, Link = header.Link });
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(1L)]
    [InlineData(512L)]
    [InlineData((1L << 33) - 1)]
    [InlineData(1L << 33)]
    [InlineData(1L << 40)]
    public async Task GNU_tar_reads_every_size(long size)
    {
        using (var file = File.Create(_directory["a.tar"]))
        {
            var tar = new TarWriter(file);
            // A sparse file.
            tar.Add("large", size, content => content.Position += size);
            tar.Add("next", []);
            tar.End();
        }
        var answer = await ProcessRunner.CaptureAsync(new Command(
            Require.Tool("tar", "tar"), ["--list", "--verbose", "--numeric-owner", "--utc", "--seek", "-f", "a.tar"], _directory.Path));

        Assert.Equal((0, ""), (answer.ExitCode, answer.StandardError));
        Assert.Matches(
            $@"^-rw-r--r-- 0/0 +{size} 1970-01-01 00:00 large\n-rw-r--r-- 0/0 +0 1970-01-01 00:00 next\n\z", answer.StandardOutput);
    }
}
