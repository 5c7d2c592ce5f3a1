namespace RustImage.Testing;

/// <summary>The xz program, the peer of our own decoder.</summary>
public static class Xz
{
    /// <param name="options">Of xz, for example <c>-9e</c> or <c>--check=none</c>.</param>
    public static byte[] Compress(byte[] bytes, params string[] options)
    {
        using var directory = new TemporaryDirectory();
        File.WriteAllBytes(directory["file"], bytes);
        var result = Run(directory, ["-zkT1", .. options, "file"]);
        Assert.True(result.ExitCode == 0, $"xz ended with {result.ExitCode}:\n{result.StandardError}");
        return File.ReadAllBytes(directory["file.xz"]);
    }

    /// <returns>The indices of those that xz accepts, in one call.</returns>
    public static IReadOnlySet<int> Accepted(IReadOnlyList<byte[]> candidates)
    {
        using var directory = new TemporaryDirectory();
        for (var i = 0; i < candidates.Count; i++)
            File.WriteAllBytes(directory[$"{i}.xz"], candidates[i]);
        File.WriteAllBytes(directory["names"], System.Text.Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, candidates.Count).Select(i => $"{i}.xz\0"))));
        // With -k and without -f, xz removes what it could not unpack whole.
        Run(directory, ["-dkqq", "--files0=names"]);
        return Enumerable.Range(0, candidates.Count).Where(i => File.Exists(directory[$"{i}"])).ToHashSet();
    }

    private static CommandResult Run(TemporaryDirectory directory, string[] arguments) => ProcessRunner.CaptureAsync(
        new Command(Require.Tool("xz", "xz-utils"), arguments, directory.Path)).GetAwaiter().GetResult();
}
