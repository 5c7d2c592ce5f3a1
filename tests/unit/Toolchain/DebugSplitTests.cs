using System.Text;
using RustImage.Cargo;
using RustImage.Elf;
using RustImage.Testing;
using RustImage.Toolchain;

namespace RustImage.UnitTests.Toolchain;

public sealed class DebugSplitTests : IDisposable
{
    private const string Program = """
        __asm__(".pushsection .dep-v0,\"\",@progbits\n.ascii \"the list of crates\"\n.popsection"); // not loaded, as cargo-auditable has it
        __attribute__((noinline)) int symbol_that_only_debuggers_read(int x) { return x + 1; }
        int main(int argc, char **argv) { return symbol_that_only_debuggers_read(argc) - 2; }
        """;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task The_stripped_file_runs_and_the_debug_file_holds_the_symbols()
    {
        var binary = CCompiler.Compile(_directory.Path, "program", Program, "-g", "-Wl,--build-id=sha1");
        await DebugSplit.RunAsync(await ObjCopyAsync(), binary, _directory["out/program"], _directory["out/program.debug"]);
        var (stripped, debug) = (File.ReadAllBytes(_directory["out/program"]), File.ReadAllBytes(_directory["out/program.debug"]));

        Assert.True(Holds(File.ReadAllBytes(binary), "symbol_that_only_debuggers_read"));
        Assert.False(Holds(stripped, "symbol_that_only_debuggers_read"));
        Assert.True(Holds(debug, "symbol_that_only_debuggers_read"));
        Assert.False(Holds(stripped, ".debug_info"));
        Assert.True(Holds(debug, ".debug_info"));
        Assert.Equal(0, (await ProcessRunner.CaptureAsync(new Command(_directory["out/program"], [], _directory.Path))).ExitCode);
    }

    [Fact]
    public async Task Both_files_keep_the_build_id_and_the_program_keeps_its_list_of_crates()
    {
        var binary = CCompiler.Compile(_directory.Path, "program", Program, "-g", "-Wl,--build-id=sha1");
        await DebugSplit.RunAsync(await ObjCopyAsync(), binary, _directory["program.stripped"], _directory["program.debug"]);
        var id = ElfReader.Read(binary).BuildId;
        Assert.NotNull(id);
        Assert.Equal(id, ElfReader.Read(_directory["program.stripped"]).BuildId);
        Assert.True(Holds(File.ReadAllBytes(_directory["program.debug"]), Convert.FromHexString(id)));
        Assert.True(Holds(File.ReadAllBytes(_directory["program.stripped"]), ".dep-v0"));
        Assert.True(Holds(File.ReadAllBytes(_directory["program.stripped"]), "the list of crates"));
    }

    [Fact]
    public async Task A_file_that_is_not_ELF_is_refused_and_the_old_files_are_kept()
    {
        File.WriteAllText(_directory["program"], "no ELF file");
        File.WriteAllText(_directory["stripped"], "old");
        File.WriteAllText(_directory["debug"], "old");
        var objCopy = await ObjCopyAsync();
        var failure = await Assert.ThrowsAsync<RustImageException>(
            () => DebugSplit.RunAsync(objCopy, _directory["program"], _directory["stripped"], _directory["debug"]));
        Assert.Equal("RIMG2005", failure.Code);
        Assert.Contains(_directory["program"], failure.Message, StringComparison.Ordinal);
        Assert.Equal("oldold", File.ReadAllText(_directory["stripped"]) + File.ReadAllText(_directory["debug"]));
        Assert.Equal(3, Directory.GetFiles(_directory.Path).Length);
    }

    private async Task<string> ObjCopyAsync()
    {
        var toolchain = await RustToolchain.ReadAsync(Require.Tool("rustc", "rustc"), new CargoTool("cargo", _directory.Path), null);
        Require.That(toolchain.ObjCopy is not null, "this Rust toolchain has no rust-objcopy: install Rust with rustup");
        return toolchain.ObjCopy!;
    }

    private static bool Holds(byte[] file, string text) => Holds(file, Encoding.UTF8.GetBytes(text));

    private static bool Holds(byte[] file, byte[] bytes) => file.AsSpan().IndexOf(bytes) >= 0;
}
