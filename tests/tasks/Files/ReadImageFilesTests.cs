using RustImage.Layers;
using RustImage.Tasks;

namespace RustImage.TaskTests.Files;

public sealed class ReadImageFilesTests : PipelineCase
{
    private UserEntries Entries => StepState.ReadOutput(this["obj/files.entries.json"], StepJson.Readable.UserEntries);

    [Fact]
    public void Items_become_files_links_and_directories_of_the_image()
    {
        Write("b.txt", "b");
        Write("a.txt", "a");
        var moved = MakeItem(this["a.txt"], ("TargetPath", "/etc/"), ("Mode", "0600"), ("Owner", "nonroot"));
        var task = ReadFiles(MakeItem(this["b.txt"]), moved);
        task.Links = [MakeItem("/usr/bin/hi", ("LinkTarget", "/app/hello"))];
        task.Directories = [MakeItem("/data", ("Mode", "0700"))];
        Succeed(task);
        Assert.Equal(
            [
                new UserFile("/app/b.txt", this["b.txt"], 0b110_100_100, 0, 0),
                new UserFile("/etc/a.txt", this["a.txt"], 0b110_000_000, 65532, 65532),
            ],
            Entries.Files);
        Assert.Equal(("/usr/bin/hi", "/app/hello"), (Entries.Links[0].Path, Entries.Links[0].Target));
        Assert.Equal(("/data", 0b111_000_000), (Entries.Directories[0].Path, Entries.Directories[0].Mode));
    }

    [Fact]
    public void Two_files_at_one_path_are_an_error()
    {
        Write("one/a.txt", "1");
        Write("two/a.txt", "2");
        var error = Fail(ReadFiles(MakeItem(this["one/a.txt"]), MakeItem(this["two/a.txt"])));
        Assert.Equal("RIMG4001", error.Code);
        Assert.Contains("'/app/a.txt'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_an_error() => Assert.Equal("RIMG4002", Fail(ReadFiles(MakeItem(this["none"]))).Code);

    [Fact]
    public void A_pattern_without_a_match_is_a_warning_in_every_build()
    {
        Write("hello.proj", """<Project><ItemGroup><RustImageFile Include="nosuch/**" /></ItemGroup></Project>""");
        for (var build = 0; build < 2; build++)
        {
            Engine.Clear();
            var task = ReadFiles();
            task.ProjectFiles = [ProjectFile];
            Succeed(task);
            var warning = Assert.Single(Engine.Warnings);
            Assert.Equal(("RIMG4010", ProjectFile, 1, 21), (warning.Code, warning.File, warning.LineNumber, warning.ColumnNumber));
        }
    }

    [Fact]
    public void A_second_run_finds_the_step_up_to_date_until_a_file_changes()
    {
        Write("a.txt", "a");
        AssertUpToDateTheSecondTime(() => ReadFiles(MakeItem(this["a.txt"])));
        Engine.Clear();
        Write("a.txt", "another text");
        Succeed(ReadFiles(MakeItem(this["a.txt"])));
        Assert.Contains($"ReadImageFiles runs: RustImageFile '{this["a.txt"]}' changed.", Engine.AllText, StringComparison.Ordinal);
    }
}
