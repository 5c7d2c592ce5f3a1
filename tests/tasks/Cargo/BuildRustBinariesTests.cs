using RustImage.Tasks;
using RustImage.Testing;

namespace RustImage.TaskTests.Cargo;

public sealed class BuildRustBinariesTests : CargoCase
{
    [Fact]
    public void Cargo_builds_the_binary_and_names_its_sources()
    {
        WritePackage();
        Succeed(Create(Cargo));
        var binary = Read("binary", StepJson.Readable.RustBinary);
        Assert.Equal((this[$"target/{HostTriple.Name}/release/hello"], Digest.OfFile(binary.Path)), (binary.Path, binary.Digest));
        Assert.Contains(this["src/main.rs"], Read("sources", StepJson.Readable.Paths));
        Assert.Contains("build --message-format=json", Engine.AllText, StringComparison.Ordinal);
        Assert.Contains("Compiling hello", Engine.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_of_rustc_is_shown_at_its_place_and_leaves_no_state()
    {
        WritePackage("fn main() {\n    missing();\n}");
        var error = Fail(Create(Cargo));
        Assert.Equal(("E0425", this["src/main.rs"], 2, 5), (error.Code, error.File, error.LineNumber, error.ColumnNumber));
        Assert.False(File.Exists(State("binary")));
    }

    [Fact]
    public void A_warning_of_rustc_does_not_fail_the_build()
    {
        WritePackage("fn main() { let unused = 1; }");
        Succeed(Create(Cargo));
        Assert.Equal("unused_variables", Assert.Single(Engine.Warnings).Code);
    }

    [Fact]
    public void Without_cargo_the_error_says_so() => Assert.Equal("RIMG1001", Fail(Create(this["no/cargo"])).Code);

    [Fact]
    public void Features_and_switches_reach_cargo()
    {
        var cargo = Script.Write(this["cargo"], $"echo \"$*\" >'{this["arguments"]}'; exit 1");
        var task = Create(cargo);
        (task.Features, task.NoDefaultFeatures, task.Locked, task.Strip) = (["tls,json compress"], true, true, true);
        task.Arguments = ["--offline"];
        Fail(task);
        var arguments = File.ReadAllText(this["arguments"]).Trim();
        Assert.Contains("--features tls,json,compress --no-default-features", arguments, StringComparison.Ordinal);
        Assert.Contains("--locked --config profile.release.strip=\"symbols\" --offline", arguments, StringComparison.Ordinal);
    }

    [Fact]
    public Task Cancelling_ends_cargo()
    {
        var cargo = Script.Write(this["cargo"], $"touch '{this["started"]}'; sleep 60");
        return CancelWhenAsync(this["started"], Create(cargo));
    }

    private BuildRustBinaries Create(string cargo)
    {
        KeepToolchain();
        return new()
        {
            CargoPath = cargo,
            ProjectState = Keep("project", Hello(ProjectDirectory), StepJson.Readable.CargoProject),
            ToolchainState = State("toolchain"),
            Profile = "release",
            TargetDirectory = this["target"],
            BinaryStates = [MakeItem(State("binary"))],
            SourcesState = State("sources"),
        };
    }
}
