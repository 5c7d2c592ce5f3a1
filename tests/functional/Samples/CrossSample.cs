using RustImage.FunctionalTests.Engines;
using RustImage.FunctionalTests.Harness;

namespace RustImage.FunctionalTests.Samples;

/// <summary>
/// A program for arm64 in C, and a script that hands it out where cargo is asked for that platform: rustc may have no standard library for
/// it here. For x64 the script calls cargo.
/// </summary>
internal static class CrossSample
{
    public const string Both = "linux-x64;linux-arm64";

    /// <param name="binaries">The names of the project's binaries.</param>
    public static void Write(TestProject project, params string[] binaries)
    {
        var compiler = Require.Tool("aarch64-linux-gnu-gcc", "gcc-aarch64-linux-gnu");
        project.Write("native/cross.c", "void _start(void) { for (;;); }\n");
        Tool.Capture(compiler, "-static", "-nostdlib", "-o", project["native/cross"], project["native/cross.c"]);
        foreach (var binary in binaries)
            File.Copy(project["native/cross"], project[$"native/{binary}"]);
        var artifacts = binaries.Select(b =>
            $$"""{"reason":"compiler-artifact","target":{"kind":["bin"],"name":"{{b}}"},"executable":"{{project[$"native/{b}"]}}"}""");
        Script.Write(project["tools/cargo"], $"""
            echo "$*" >> '{project["tools/calls"]}'
            if [ "$1" = build ] && [ -e '{project["tools/broken"]}' ] && echo "$*" | grep -q "$(cat '{project["tools/broken"]}')"; then
              echo 'error: broken' >&2; exit 101
            fi
            case "$*" in
              build*aarch64*) echo '{string.Join('\n', artifacts)}' ;;
              *) exec '{Require.Tool("cargo", "cargo")}' "$@" ;;
            esac
            """);
        project.Environment["CargoPath"] = project["tools/cargo"];
        project.Environment["RustImageStrip"] = "false";
    }

    /// <summary>Makes cargo fail for a target.</summary>
    public static void Break(TestProject project, string triple) => project.Write("tools/broken", triple);

    /// <returns>The targets of the calls of <c>cargo build</c> since the last call of this method.</returns>
    public static IReadOnlyList<string> Targets(TestProject project)
    {
        string[] calls = File.Exists(project["tools/calls"]) ? File.ReadAllLines(project["tools/calls"]) : [];
        File.Delete(project["tools/calls"]);
        return [.. calls.Where(c => c.StartsWith("build ", StringComparison.Ordinal)).Select(c => c.Split("--target ")[1].Split(' ')[0])];
    }
}
