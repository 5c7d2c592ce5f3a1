using System.Globalization;
using RustImage.Deflate;
using RustImage.Testing;

namespace RustImage.UnitTests.Deflate;

/// <summary>
/// The compressed bytes determine every image digest, so they must be equal on every host and in every version.
/// An intended change must also change the name of the compressor in the cache.
/// </summary>
public sealed class DeflateGoldenTests
{
    [Fact]
    public void The_compressed_bytes_equal_the_golden_digests_on_every_host()
    {
        var digests = Digests();
        // Copy this over the golden file if the change is intended.
        File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "golden.txt"), digests);
        Assert.Equal(Repository.Read("tests/unit/Deflate/golden.txt"), digests);
    }

    /// <summary>Vectors, leading-zero counts and checksums then use portable code.</summary>
    [Fact]
    public async Task The_compressed_bytes_are_the_same_without_newer_processor_instructions()
    {
        var dotnet = Require.Tool("dotnet", "dotnet-sdk-10.0");
        var test = $"{typeof(DeflateGoldenTests).FullName}.{nameof(The_compressed_bytes_equal_the_golden_digests_on_every_host)}";
        var result = await ProcessRunner.CaptureAsync(new Command(
            dotnet, ["exec", typeof(DeflateGoldenTests).Assembly.Location, "-method", test], Path.GetTempPath(),
            new Dictionary<string, string?> { ["DOTNET_EnableHWIntrinsic"] = "0" }));
        Assert.Contains("Total: 1, Errors: 0, Failed: 0, Skipped: 0", result.StandardOutput, StringComparison.Ordinal);
        Assert.Equal(0, result.ExitCode);
    }

    private static string Digests() => string.Concat(
        from level in Enum.GetValues<DeflateLevel>()
        from input in DeflateInputs.Golden
        let compressed = Gunzip.Compress(DeflateInputs.All[input](), level)
        select string.Create(CultureInfo.InvariantCulture, $"{Digest.OfBytes(compressed)} {compressed.Length,8} {level} {input}\n"));
}
