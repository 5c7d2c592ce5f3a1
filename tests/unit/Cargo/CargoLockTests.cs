using System.Text.Json;
using RustImage.Cargo.Lockfiles;

namespace RustImage.UnitTests.Cargo;

public sealed class CargoLockTests : IDisposable
{
    private const string Registry = "registry+https://github.com/rust-lang/crates.io-index";

    private readonly Crate _crate = new();

    public void Dispose() => _crate.Dispose();

    /// <summary>cargo writes the file and tells the expected resolution.</summary>
    [Fact]
    public async Task Packages_and_dependencies_equal_the_resolution_of_cargo()
    {
        foreach (var (directory, name, version) in new[]
            { ("one", "util", "1.0.0"), ("two", "util", "2.0.0"), ("plain", "plain", "0.1.0") })
        {
            _crate.Write($"{directory}/Cargo.toml", $"[package]\nname = \"{name}\"\nversion = \"{version}\"\nedition = \"2021\"\n" +
                $"{(directory == "two" ? "[dependencies]\nplain = { path = \"../plain\" }\n" : "")}[workspace]\n");
            _crate.Write($"{directory}/src/lib.rs", "");
        }
        _crate.Write("Cargo.toml", """
            [package]
            name = "sample"
            version = "1.2.3"
            edition = "2021"
            [dependencies]
            first = { package = "util", path = "one" }
            [dev-dependencies]
            second = { package = "util", path = "two" }
            [target.'cfg(windows)'.build-dependencies]
            plain = { path = "plain" }
            [workspace]
            exclude = ["one", "two", "plain"]
            """);
        _crate.Write("src/main.rs", "fn main() {}");
        var answer = await _crate.Cargo.CaptureAsync(["metadata", "--format-version", "1", "--offline"], default);
        Assert.True(answer.ExitCode == 0, answer.StandardError);

        var packages = JsonDocument.Parse(answer.StandardOutput).RootElement.GetProperty("packages").EnumerateArray()
            .ToDictionary(p => p.GetProperty("id").GetString()!, p => $"{p.GetProperty("name")} {p.GetProperty("version")}");
        var expected = JsonDocument.Parse(answer.StandardOutput).RootElement.GetProperty("resolve").GetProperty("nodes").EnumerateArray()
            .Select(n => Line(packages[n.GetProperty("id").GetString()!], n.GetProperty("dependencies").EnumerateArray()
                .Select(d => packages[d.GetString()!])));
        var locked = CargoLock.Read(Path.Combine(_crate.Path, "Cargo.lock"));
        Assert.Equal(
            expected.Order(),
            locked.Packages.Select(p => Line($"{p.Name} {p.Version}", p.Dependencies.Select(d => $"{d.Name} {d.Version}"))).Order());
        Assert.All(locked.Packages, p => Assert.Null(p.Source));
        Assert.Equal(4, locked.Packages.Count);
        Assert.True(locked.Version >= 3);
    }

    [Fact]
    public void Checksums_and_sources_are_read_in_the_old_and_new_formats()
    {
        var old = Read($"""
            [[package]]
            name = "app"
            version = "0.1.0"
            dependencies = ["libc 0.2.1 ({Registry})"]
            [[package]]
            name = "libc"
            version = "0.2.1"
            source = "{Registry}"
            [metadata]
            "checksum libc 0.2.1 ({Registry})" = "aa"
            """);
        var current = Read($"""
            version = 4
            [[package]]
            name = "app"
            version = "0.1.0"
            dependencies = ["libc"]
            [[package]]
            name = "libc"
            version = "0.2.1"
            source = "{Registry}"
            checksum = "aa"
            """);
        Assert.Equal((1, 4), (old.Version, current.Version));
        foreach (var locked in new[] { old, current })
        {
            var library = Assert.Single(locked.Packages[0].Dependencies);
            Assert.Equal(("libc", "0.2.1", Registry, "aa"), (library.Name, library.Version, library.Source, library.Checksum));
        }
    }

    [Theory]
    [InlineData("[[package]]\nname = \"a\"\n", "RIMG1032")]
    [InlineData("[[package]]\nname = \"a\"\nversion = \"1.0.0\"\ndependencies = [\"b\"]\n", "RIMG1032")]
    [InlineData("<<<<<<< HEAD\n", "RIMG1030")]
    [InlineData("[[package]]\nname = \"a\"\nversion = 1\n", "RIMG1031")]
    public void A_damaged_lock_is_reported_with_its_line(string text, string code)
    {
        var failure = Assert.Throws<RustImageException>(() => Read(text)).Diagnostic;
        Assert.Equal((code, Path.Combine(_crate.Path, "Cargo.lock")), (failure.Code, failure.File));
        Assert.True(failure.Line > 0);
    }

    private CargoLock Read(string text) => CargoLock.Read(_crate.Write("Cargo.lock", text));

    private static string Line(string package, IEnumerable<string> dependencies) => $"{package}: {string.Join(", ", dependencies.Order())}";
}
