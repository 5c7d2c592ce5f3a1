using System.Globalization;
using RustImage.State;
using RustImage.Testing;

namespace RustImage.UnitTests.State;

public sealed class FileStampTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public FileStampTests() => File.WriteAllText(_directory["file"], "one");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void This_system_tells_its_stamps() => Assert.IsNotType<UnknownStampReader>(StampReaderFactory.OfThisSystem);

    [Theory]
    [InlineData("file")]
    [InlineData("folder")]
    [InlineData("größe ☃")]
    public async Task A_stamp_is_what_stat_says(string name)
    {
        if (name == "folder")
            Directory.CreateDirectory(_directory[name]);
        else
            await File.WriteAllTextAsync(_directory[name], "text", TestContext.Current.CancellationToken);
        string[] format = OperatingSystem.IsMacOS() ? ["-f", "%z %m %c %i"] : ["-c", "%s %Y %Z %i"];
        var answer = await ProcessRunner.CaptureAsync(
            new Command(Require.Tool("stat", "coreutils"), [.. format, _directory[name]], _directory.Path), TestContext.Current.CancellationToken);

        var stamp = StampReaderFactory.OfThisSystem.Of(_directory[name])!.Value;

        Assert.Equal(name == "folder" ? FileKind.Directory : FileKind.File, stamp.Kind);
        Assert.Equal(
            answer.StandardOutput.Trim(),
            string.Create(CultureInfo.InvariantCulture, $"{stamp.Size} {stamp.Modified / 1_000_000_000} {stamp.Changed / 1_000_000_000} {stamp.Id}"));
    }

    [Fact]
    public void A_file_that_is_left_alone_keeps_its_stamp() => Assert.Equal(Stamp("file"), Stamp("file"));

    [Fact]
    public void Another_content_of_the_same_size_and_time_has_another_stamp() => AssertChanged("file", () =>
    {
        Thread.Sleep(20);
        TestStep.Replace(_directory["file"], "two");
    });

    [Fact]
    public void Another_file_under_the_name_has_another_stamp() => AssertChanged("file", () =>
    {
        File.Copy(_directory["file"], _directory["copy"]);
        File.SetLastWriteTimeUtc(_directory["copy"], File.GetLastWriteTimeUtc(_directory["file"]));
        File.Move(_directory["copy"], _directory["file"], overwrite: true);
    });

    [Fact]
    public void A_link_that_is_turned_to_the_same_file_by_another_name_has_another_stamp()
    {
        File.CreateSymbolicLink(_directory["link"], "file");
        AssertChanged("link", () =>
        {
            Thread.Sleep(20);
            File.Delete(_directory["link"]);
            File.CreateSymbolicLink(_directory["link"], $"../{Path.GetFileName(_directory.Path)}/file");
        });
    }

    [Fact]
    public void A_change_of_what_a_link_leads_to_changes_its_stamp()
    {
        File.CreateSymbolicLink(_directory["link"], "file");
        AssertChanged("link", () => File.WriteAllText(_directory["file"], "three"));
    }

    [Fact]
    public void A_file_more_in_a_directory_changes_the_directory_s_stamp()
    {
        Directory.CreateDirectory(_directory["folder"]);
        AssertChanged("folder", () =>
        {
            Thread.Sleep(20);
            File.WriteAllText(_directory["folder/more"], "");
        });
    }

    [Fact]
    public void Where_nothing_is_there_is_a_stamp_that_says_so()
    {
        Assert.Equal(FileStamp.Missing, Stamp("none"));
        Assert.Equal(FileStamp.Missing, Stamp("file/none"));
        File.CreateSymbolicLink(_directory["link"], "none");
        Assert.Equal(FileKind.Missing, Stamp("link")!.Value.Kind);
        Assert.NotEqual(FileStamp.Missing, Stamp("link"));
    }

    [Fact]
    public void Stamps_that_say_otherwise_than_dotnet_are_not_used()
    {
        Assert.IsType<UnknownStampReader>(StampReaderFactory.Choose([(true, () => new Wrong(new FileStamp(FileKind.File, 1, 2, 3, 4)))]));
        Assert.IsType<UnknownStampReader>(StampReaderFactory.Choose([(true, () => new Wrong(null))]));
        Assert.IsType<UnknownStampReader>(StampReaderFactory.Choose([(true, () => throw new EntryPointNotFoundException())]));
        Assert.IsType<UnknownStampReader>(StampReaderFactory.Choose([]));
    }

    private FileStamp? Stamp(string name) => StampReaderFactory.OfThisSystem.Of(_directory[name]);

    private void AssertChanged(string name, Action change)
    {
        var before = Stamp(name);
        change();
        Assert.NotEqual(before, Stamp(name));
    }

    private sealed class Wrong(FileStamp? stamp) : IStampReader
    {
        public FileStamp? Of(string path) => stamp;
    }
}
