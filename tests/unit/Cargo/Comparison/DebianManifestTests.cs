using System.Collections.Concurrent;
using RustImage.Cargo;

namespace RustImage.UnitTests.Cargo.Comparison;

/// <summary>Reads manifests of real crates from Debian packages, and compares the results with those of cargo.</summary>
public sealed class DebianManifestTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Real_manifests_are_read_as_cargo_reads_them_without_calling_cargo()
    {
        var manifests = await DebianCrates.ManifestsAsync();
        var (same, doubts) = (0, new ConcurrentBag<string>());
        await Parallel.ForEachAsync(manifests, async (manifest, cancellation) =>
        {
            var cargo = new CargoTool(ReferenceCargo.Cargo, Path.GetDirectoryName(manifest)!, Crate.NoVariables);
            var expected = WorkspaceText.Text(await CargoProject.AskAsync(cargo, manifest, null, cancellation));
            Assert.Equal(expected, WorkspaceText.Text(await CargoProject.WorkspaceAsync(cargo, manifest, doubts.Add, cancellation)));
            Interlocked.Increment(ref same);
        });
        output.WriteLine($"{same} real manifests say what cargo says; cargo had to be asked for {doubts.Count}");
        Assert.Empty(doubts);
        Assert.True(same >= 500, $"only {same} manifests");
    }
}
