using RustImage.Tasks;
using RustImage.Toolchain;

namespace RustImage.TaskTests.Outputs;

public sealed class PublishDebugFileTests : TaskCase
{
    [Fact]
    public void The_debug_file_lies_beside_the_archive()
    {
        Succeed(Create(hasDebugFile: true));
        Assert.Equal("symbols", File.ReadAllText(this["bin/hello.debug"]));
    }

    [Fact]
    public void Where_nothing_was_stripped_nothing_is_written()
    {
        Succeed(Create(hasDebugFile: false));
        Assert.False(File.Exists(this["bin/hello.debug"]));
    }

    [Fact]
    public void A_second_run_finds_the_step_up_to_date() => AssertUpToDateTheSecondTime(() => Create(hasDebugFile: true));

    private PublishDebugFile Create(bool hasDebugFile) => new()
    {
        StripState = Keep("strip", new StrippedBinary(hasDebugFile), StepJson.Readable.StrippedBinary),
        DebugFile = hasDebugFile ? Write("obj/app/hello.debug", "symbols") : this["obj/app/hello.debug"],
        PublishedFile = this["bin/hello.debug"],
        DebugState = State("debug"),
    };
}
