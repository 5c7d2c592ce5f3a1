using RustImage.Tasks;

namespace RustImage.TaskTests.Evidence;

public sealed class ExplainImageTests : ReportCase
{
    [Fact]
    public void A_tree_is_printed_and_two_files_are_published()
    {
        Prepare();
        Succeed(Create());
        Assert.Contains("/app/hello", File.ReadAllText(this["bin/hello.explain.json"]), StringComparison.Ordinal);
        Assert.StartsWith("<!", File.ReadAllText(this["bin/hello.explain.html"]), StringComparison.Ordinal);
        Assert.Contains(this["bin/hello.explain.html"], Engine.ImportantText, StringComparison.Ordinal);
        Assert.Equal(this["bin/hello.explain.json"], Read("explain", StepJson.Readable.String));
    }

    [Fact]
    public void A_question_is_answered_and_writes_no_file()
    {
        Prepare();
        Succeed(Create("/app/hello"));
        Assert.Contains("/app/hello", Engine.ImportantText, StringComparison.Ordinal);
        Assert.False(Directory.Exists(this["bin"]));
    }

    [Fact]
    public void A_question_about_nothing_is_an_error()
    {
        Prepare();
        Assert.Equal("RIMG8101", Fail(Create("libgcx")).Code);
    }

    [Fact]
    public void Without_a_report_there_is_an_error() => Assert.Equal("RIMG0005", Fail(Create()).Code);

    private void Prepare()
    {
        RunToImage();
        Succeed(Record());
        Engine.Clear();
    }

    private ExplainImage Create(string question = "") => new()
    {
        ReportFile = this["obj/report.json"],
        PreviousReport = this["obj/report.previous.json"],
        Question = question,
        PublishedReport = this["bin/hello.explain.json"],
        PublishedPage = this["bin/hello.explain.html"],
        ExplainState = State("explain"),
    };
}
