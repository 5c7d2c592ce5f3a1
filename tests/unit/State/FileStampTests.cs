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
    public void This_system_provides_file_stamps() => Assert.IsNotType<UnknownStampReader>(StampReaderFactory.OfThisSystem);

    [Theory]
    [InlineData("file")]
    [InlineData("folder")]
    [InlineData("größe ☃")]
    public async Task A_stamp_equals_the_output_of_stat(string name)
    {
        if (name == "folder")
            Directory.CreateDirectory(_directory[name]);
        else
            await File.WriteAllTextAsync(_directory[name], "text", TestContext.Current.CancellationToken);
        string[] format = OperatingSystem.IsMacOS() ? ["-f", "%z %m %c %i"] : ["-c", "%s %Y %Z %i"];
        var answer = await ProcessRunner.CaptureAsync(
            new Command(Require.Tool("stat", "coreutils"), [.. format, _directory[name]], _directory.Path),
            TestContext.Current.CancellationToken);

        var stamp = StampReaderFactory.OfThisSystem.Of(_directory[name])!.Value;

        Assert.Equal(name == "folder" ? FileKind.Directory : FileKind.File, stamp.Kind);
        Assert.Equal(
            answer.StandardOutput.Trim(),
            string.Create(CultureInfo.InvariantCulture,
                $"{stamp.Size} {stamp.Modified / 1_000_000_000} {stamp.Changed / 1_000_000_000} {stamp.Id}"));
    }

    [Fact]
    public void An_untouched_file_keeps_its_stamp() => Assert.Equal(Stamp("file"), Stamp("file"));

    [Fact]
    public void New_content_of_the_same_size_and_time_changes_the_stamp() => AssertChanged("file", () =>
    {
        Thread.Sleep(20);
        TestStep.Replace(_directory["file"], "two");
    });

    [Fact]
    public void Another_file_under_the_name_changes_the_stamp() => AssertChanged("file", () =>
    {
        File.Copy(_directory["file"], _directory["copy"]);
        File.SetLastWriteTimeUtc(_directory["copy"], File.GetLastWriteTimeUtc(_directory["file"]));
        File.Move(_directory["copy"], _directory["file"], overwrite: true);
    });

    [Fact]
    public void A_link_redirected_to_another_name_of_the_same_file_changes_the_stamp()
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
    public void A_change_of_the_link_target_changes_the_stamp_of_the_link()
    {
        File.CreateSymbolicLink(_directory["link"], "file");
        AssertChanged("link", () => File.WriteAllText(_directory["file"], "three"));
    }

    [Fact]
    public void A_new_file_changes_the_stamp_of_its_directory()
    {
        Directory.CreateDirectory(_directory["folder"]);
        AssertChanged("folder", () =>
        {
            Thread.Sleep(20);
            File.WriteAllText(_directory["folder/more"], "");
        });
    }

    [Fact]
    public void A_missing_file_has_the_stamp_for_missing_files()
    {
        Assert.Equal(FileStamp.Missing, Stamp("none"));
        Assert.Equal(FileStamp.Missing, Stamp("file/none"));
        File.CreateSymbolicLink(_directory["link"], "none");
        Assert.Equal(FileKind.Missing, Stamp("link")!.Value.Kind);
        Assert.NotEqual(FileStamp.Missing, Stamp("link"));
    }

    [Fact]
    public void Stamps_that_contradict_dotnet_are_not_used()
    {
        Assert.IsType<UnknownStampReader>(StampReaderFactory.Choose([(true, () => new WrongStamps(new FileStamp(FileKind.File, 1, 2, 3,
            4)))]));
        Assert.IsType<UnknownStampReader>(StampReaderFactory.Choose([(true, () => new WrongStamps(null))]));
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

    private sealed class WrongStamps(FileStamp? stamp) : IStampReader
    {
        public FileStamp? Of(string path) => stamp;
    }
}
