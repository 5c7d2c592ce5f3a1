namespace RustImage.Testing;

/// <summary>Calls the xz program, to compare our decoder with.</summary>
public static class Xz
{
    /// <param name="options">Options of xz, for example <c>-9e</c> or <c>--check=none</c>.</param>
    public static byte[] Compress(byte[] bytes, params string[] options)
    {
        using var directory = new TemporaryDirectory();
        File.WriteAllBytes(directory["file"], bytes);
        var result = Run(directory, ["-zkT1", .. options, "file"]);
        Assert.True(result.ExitCode == 0, $"xz ended with {result.ExitCode}:\n{result.StandardError}");
        return File.ReadAllBytes(directory["file.xz"]);
    }

    /// <summary>Decompresses many files with one call of xz.</summary>
    /// <returns>For each file its decompressed bytes, or null if xz refuses it.</returns>
    public static IReadOnlyList<byte[]?> Decompress(IReadOnlyList<byte[]> candidates)
    {
        using var directory = new TemporaryDirectory();
        for (var i = 0; i < candidates.Count; i++)
            File.WriteAllBytes(directory[$"{i}.xz"], candidates[i]);
        File.WriteAllText(directory["names"], string.Concat(candidates.Select((_, i) => $"{i}.xz\0")));
        // xz removes incomplete output files.
        Run(directory, ["-dkqqT1", "--files0=names"]);
        return [.. candidates.Select((_, i) => File.Exists(directory[$"{i}"]) ? File.ReadAllBytes(directory[$"{i}"]) : null)];
    }

    private static CommandResult Run(TemporaryDirectory directory, string[] arguments) => ProcessRunner.CaptureAsync(
        new Command(Require.Tool("xz", "xz-utils"), arguments, directory.Path)).GetAwaiter().GetResult();
}
