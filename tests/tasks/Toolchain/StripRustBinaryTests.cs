using RustImage.Tasks;
using RustImage.Testing;

namespace RustImage.TaskTests.Toolchain;

public sealed class StripRustBinaryTests : PipelineCase
{
    [Fact]
    public void Objcopy_splits_the_binary_into_an_application_and_a_debug_file()
    {
        Succeed(Create(Require.Tool("objcopy", "binutils")));
        Assert.True(Read("strip", StepJson.Readable.StrippedBinary).HasDebugFile);
        Assert.True(new FileInfo(this["obj/app/hello"]).Length < new FileInfo(this["target/hello"]).Length);
        Assert.True(File.Exists(this["obj/app/hello.debug"]));
    }

    [Fact]
    public void Without_objcopy_the_application_is_a_copy_and_the_log_says_why()
    {
        Succeed(Create(objCopy: null));
        Assert.Equal(File.ReadAllBytes(this["target/hello"]), File.ReadAllBytes(this["obj/app/hello"]));
        Assert.False(File.Exists(this["obj/app/hello.debug"]));
        Assert.Contains("This toolchain has no rust-objcopy", Engine.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public void A_binary_that_is_no_ELF_file_is_an_error()
    {
        var task = Create(objCopy: null);
        File.WriteAllText(this["target/hello"], "MZ");
        Assert.StartsWith("RIMG20", Fail(task).Code, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_run_finds_the_step_up_to_date() => AssertUpToDateTheSecondTime(() => Create(objCopy: null));

    private StripRustBinary Create(string? objCopy)
    {
        var binary = File.Exists(this["target/hello"])
            ? this["target/hello"]
            : CCompiler.Compile(this["target"], "hello", "int main(void) { return 0; }", "-g");
        return new()
        {
            ToolchainState = KeepToolchain(objCopy),
            BinaryState = KeepBinary(binary),
            Strip = true,
            Application = this["obj/app/hello"],
            DebugFile = this["obj/app/hello.debug"],
            StripState = State("strip"),
        };
    }
}
