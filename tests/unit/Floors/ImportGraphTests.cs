using System.Text.RegularExpressions;

namespace RustImage.UnitTests.Floors;

/// <summary>Each folder of the library has a floor, and imports only lower floors.</summary>
public sealed class ImportGraphTests
{
    private static readonly Dictionary<string, int> Floors = new()
    {
        ["Cache"] = 0,
        ["Http"] = 0,
        ["Formats"] = 0,
        ["State"] = 0,
        ["Names"] = 0,
        ["Toml"] = 0,
        ["Cargo"] = 1,
        ["Elf"] = 1,
        ["Metadata"] = 1,
        ["Debian"] = 1,
        ["Registry"] = 1,
        ["Deflate"] = 1,
        ["Toolchain"] = 2,
        ["Closure"] = 2,
        ["Layers"] = 3,
        ["Base"] = 4,
        ["Images"] = 5,
        ["Outputs"] = 6,
        ["Evidence"] = 6,
        ["CargoSettings"] = 6,
        ["Upkeep"] = 7,
    };

    private static readonly List<(string File, string Folder, string Source)> Sources =
        [.. Repository.Files("src/RustImage", "*.cs")
            .Select(f => (f, f.Split('/') is [_, _, var folder, _, ..] ? folder : "", Repository.Read(f)))];

    [Fact]
    public void Every_folder_has_a_floor() => Assert.Empty(Sources.Select(s => s.Folder).Distinct().Except(Floors.Keys).Except([""]));

    [Fact]
    public void A_floor_imports_only_lower_floors() =>
        Assert.Empty(Sources.SelectMany(s => ImportGraph.Violations(s.File, s.Folder, s.Source, Floors)));

    [Fact]
    public void Only_the_process_runner_starts_processes() =>
        Assert.Equal(["src/RustImage/ProcessRunner.cs"], FilesNaming(@"\bProcess(StartInfo)?\b"));

    [Fact]
    public void Closure_layers_and_image_start_no_process() =>
        Assert.Empty(FilesNaming(@"\bProcessRunner\b|\bCommand(Result)?\(", "Closure", "Layers", "Images"));

    [Fact]
    public void Outputs_do_not_refer_to_cargo() => Assert.Empty(FilesNaming(@"\bCargo", "Outputs"));

    [Fact]
    public void Only_Http_Debian_and_Registry_use_the_network() => Assert.DoesNotContain(
        FilesNaming(@"\bSystem\.Net\b|\b(HttpClient|Socket|TcpClient|WebRequest|Dns)\b"),
        f => f.Split('/')[2] is not ("Http" or "Debian" or "Registry"));

    [Fact]
    public void The_library_refers_to_neither_MSBuild_nor_the_tasks()
    {
        Assert.Empty(FilesNaming(@"\bMicrosoft\.Build\b|\bRustImage\.Tasks\b"));
        // The library shows its internal types to the tasks, which is no reference.
        var project = Regex.Replace(Repository.Read("src/RustImage/RustImage.csproj"), "<InternalsVisibleTo [^>]*>", "");
        Assert.DoesNotMatch(@"Microsoft\.Build|RustImage\.Tasks|ProjectReference", project);
        Assert.DoesNotContain(
            typeof(Digest).Assembly.GetReferencedAssemblies(),
            a =>
                a.Name!.StartsWith("Microsoft.Build", StringComparison.Ordinal)
                    || a.Name.StartsWith("RustImage", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("using RustImage.Outputs;")]
    [InlineData("using static RustImage.Outputs.ArchiveOutput;")]
    [InlineData("using A = RustImage.Outputs.ArchiveOutput;")]
    [InlineData("var x = RustImage.Outputs.ArchiveOutput.Name;")]
    [InlineData("var x = global::RustImage.Outputs.ArchiveOutput.Name;")]
    [InlineData("Outputs.ArchiveOutput.Write();")]
    [InlineData("f(\"https://example.org\", Outputs.ArchiveOutput.Name); // text")]
    [InlineData("f('\"', Outputs.ArchiveOutput.Name, '\"');")]
    [InlineData("f($\"{Outputs.ArchiveOutput.Name}\");")]
    public void The_detector_finds_an_upward_import(string line) => Assert.Equal(
        ["x.cs, on floor 3, names Outputs of floor 6"],
        ImportGraph.Violations("x.cs", "Layers", $"namespace RustImage.Layers;\n{line}\n", Floors));

    [Fact]
    public void The_detector_finds_imports_on_the_same_floor_and_from_the_root()
    {
        Assert.Single(ImportGraph.Violations("x.cs", "Cargo", "using RustImage.Elf;", Floors));
        Assert.Single(ImportGraph.Violations("x.cs", "", "using RustImage.Elf;", Floors));
    }

    [Theory]
    [InlineData("using RustImage.Closure;")]
    [InlineData("using RustImage.Layers;")]
    [InlineData("// using RustImage.Outputs;")]
    [InlineData("/* RustImage.Outputs.ArchiveOutput */")]
    [InlineData("/// <see cref=\"RustImage.Outputs.ArchiveOutput\"/>")]
    [InlineData("using RustImage.OutputsOfAnother;")]
    [InlineData("this.Outputs.First();")]
    [InlineData("MyOutputs.First();")]
    public void The_detector_ignores_text_that_is_not_an_import(string line) =>
        Assert.Empty(ImportGraph.Violations("x.cs", "Layers", line, Floors));

    private static IEnumerable<string> FilesNaming(string pattern, params string[] folders) =>
        from s in Sources
        where (folders.Length == 0 || folders.Contains(s.Folder)) && Regex.IsMatch(ImportGraph.WithoutComments(s.Source), pattern)
        select s.File;
}
