namespace RustImage.Testing;

/// <summary>Makes small ELF files with the C compiler of this machine.</summary>
public static class CCompiler
{
    /// <param name="directory">The directory of the source and the output. It is created if missing.</param>
    /// <param name="source">C source text, which is saved as <c>outputName.c</c>.</param>
    /// <param name="flags">Arguments after the source: <c>-shared</c>, <c>-fPIC</c>, libraries, <c>-Wl,…</c>.</param>
    /// <returns>The full path of the output.</returns>
    public static string Compile(string directory, string outputName, string source, params string[] flags)
    {
        var compiler = Require.Tool("cc", "gcc libc6-dev");
        Directory.CreateDirectory(directory);
        var output = Path.Combine(directory, outputName);
        File.WriteAllText($"{output}.c", source);
        var result = ProcessRunner.CaptureAsync(
            new Command(compiler, ["-o", outputName, $"{outputName}.c", .. flags], directory)).GetAwaiter().GetResult();
        Assert.True(result.ExitCode == 0, $"cc ended with {result.ExitCode}:\n{result.StandardError}");
        return output;
    }
}
