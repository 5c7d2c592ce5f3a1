using System.Text;
using RustImage.Testing;

namespace RustImage.UnitTests;

public sealed class AtomicFileTests : IDisposable
{
    private static readonly DateTime LongAgo = new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_file_is_written_with_the_directories_above_it()
    {
        AtomicFile.WriteText(_directory["a/b/file"], "text ☃");
        Assert.Equal("text ☃"u8.ToArray(), File.ReadAllBytes(_directory["a/b/file"]));
        Assert.Single(Directory.GetFileSystemEntries(_directory["a/b"]));
    }

    [Fact]
    public void A_failed_write_leaves_only_the_old_file()
    {
        File.WriteAllText(_directory["file"], "old");
        Assert.Throws<InvalidDataException>(() => AtomicFile.Write(_directory["file"], s =>
        {
            s.Write("half of the ne"u8);
            throw new InvalidDataException();
        }));
        Assert.Equal("old", File.ReadAllText(_directory["file"]));
        Assert.Equal([_directory["file"]], Directory.GetFileSystemEntries(_directory.Path));
    }

    [Fact]
    public void The_file_name_appears_only_when_the_file_is_complete()
    {
        AtomicFile.Write(_directory["file"], s =>
        {
            s.Write("text"u8);
            s.Flush();
            Assert.False(File.Exists(_directory["file"]));
        });
        Assert.True(File.Exists(_directory["file"]));
    }

    [Fact]
    public void The_digest_is_known_even_when_the_writer_disposed_the_stream()
    {
        var digest = AtomicFile.WriteHashed(_directory["file"], s =>
        {
            s.Write("text"u8);
            s.Dispose();
        });
        Assert.Equal(Digest.OfBytes("text"u8), digest);
        Assert.Equal("text", File.ReadAllText(_directory["file"]));
    }

    [Fact]
    public void Writing_the_same_bytes_keeps_the_modification_time()
    {
        AtomicFile.WriteText(_directory["file"], "same");
        File.SetLastWriteTimeUtc(_directory["file"], LongAgo);
        AtomicFile.WriteIfDifferent(_directory["file"], "same"u8.ToArray());
        Assert.Equal(LongAgo, File.GetLastWriteTimeUtc(_directory["file"]));
    }

    [Theory]
    [InlineData("some")]
    [InlineData("longer")]
    [InlineData("")]
    public void Writing_different_bytes_replaces_the_file(string text)
    {
        AtomicFile.WriteText(_directory["file"], "same");
        AtomicFile.WriteIfDifferent(_directory["file"], Encoding.UTF8.GetBytes(text));
        Assert.Equal(text, File.ReadAllText(_directory["file"]));
    }

    [Fact]
    public void A_missing_file_is_written_even_when_its_content_is_empty()
    {
        AtomicFile.WriteIfDifferent(_directory["file"], []);
        Assert.True(File.Exists(_directory["file"]));
    }

    [Fact]
    public void Concurrent_writers_leave_one_complete_file()
    {
        Parallel.For(0, 32, i => AtomicFile.WriteText(_directory["file"], new string((char)('a' + (i % 26)), 100_000)));
        var text = File.ReadAllText(_directory["file"]);
        Assert.Equal(new string(text[0], 100_000), text);
        Assert.Single(Directory.GetFileSystemEntries(_directory.Path));
    }
}
