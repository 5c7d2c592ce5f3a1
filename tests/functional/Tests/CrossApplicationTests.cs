using RustImage.FunctionalTests.Apps;
using RustImage.FunctionalTests.Engines;

namespace RustImage.FunctionalTests.Tests;

/// <summary>An application of others in one image for two platforms, compiled by Debian's rustc.</summary>
[Collection(RealApplication.Collection)]
public sealed class CrossApplicationTests
{
    [Fact]
    public void One_image_of_hexyl_runs_on_x64_and_on_arm64()
    {
        Assert.SkipUnless(HostTriple.Name == "x86_64-unknown-linux-gnu", "the recipe brings a cross compiler that runs on x64");
        using var project = RealApplication.Prepare("cross-arm64", """
            <Project Sdk="RustImage.Sdk/0.1.0">
              <PropertyGroup>
                <ContainerRuntimeIdentifiers>linux-x64;linux-arm64</ContainerRuntimeIdentifiers>
                <RustImageLibrarySource Condition="'$(ContainerRuntimeIdentifier)' == 'linux-arm64'">.root</RustImageLibrarySource>
              </PropertyGroup>
            </Project>
            """);
        var (toolchain, path) = (project[".toolchain/usr"], Environment.GetEnvironmentVariable("PATH"));
        project.Environment["PATH"] = $"{toolchain}/bin:{path}";
        project.Environment["RUSTC"] = $"{toolchain}/bin/rustc";
        project.Environment["LD_LIBRARY_PATH"] = $"{toolchain}/lib/x86_64-linux-gnu";

        // Old crates of Debian cause warnings.
        project.Build().Succeeded();

        var emulator = Require.File("/usr/bin/qemu-aarch64-static", "qemu-user-static");
        foreach (var (architecture, start) in new[] { ("amd64", ""), ("arm64", "/qemu") })
        {
            using var directory = new TemporaryDirectory();
            Skopeo.Copy($"oci-archive:{project.Archive()}", $"oci:{directory["layout"]}:1", $"--override-arch={architecture}");
            var root = Umoci.Unpack(directory["layout"], "1", directory["bundle"]);
            File.Copy(emulator, Path.Combine(root, "qemu"));
            string[] command = [root, .. start.Length == 0 ? Array.Empty<string>() : [start], "/app/hexyl", "--version"];
            Assert.StartsWith("hexyl 0.8", Tool.Capture(Require.Tool("chroot", "coreutils"), command), StringComparison.Ordinal);
        }
    }
}
