using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace RustImage.Testing;

/// <summary>A small Debian archive in a directory, signed with its own key. Any file server can serve it.</summary>
/// <remarks>
/// <see cref="Write"/> writes all files. A test of attacks changes files afterwards, or writes again with other settings
/// and the same key.
/// </remarks>
/// <param name="directory">The root of the archive, which the address of a mirror names.</param>
public sealed class TestArchive(string directory)
{
    private readonly List<(string Deb, string Component)> _packages = [];

    public string Root { get; } = directory;

    public TestSigningKey Key { get; init; } = new();

    public string Origin { get; set; } = "Debian";

    public string Label { get; set; } = "Debian";

    /// <summary>The name of the directory below dists/.</summary>
    public string Suite { get; set; } = "trixie";

    public string Codename { get; set; } = "trixie";

    /// <summary>The suite in the Release, such as "stable". Null means the name of the directory.</summary>
    public string? Role { get; set; }

    public DateTimeOffset Date { get; set; } = DateTimeOffset.UtcNow;

    public DateTimeOffset? ValidUntil { get; set; }

    public IReadOnlyList<string> Components { get; set; } = ["main"];

    public IReadOnlyList<string> Architectures { get; set; } = ["amd64"];

    /// <summary>Whether the Release offers by-hash. The files exist in any case.</summary>
    public bool AcquireByHash { get; set; } = true;

    /// <summary>File name extensions of the indices: <c>.xz</c> (written by xz), <c>.gz</c>, or empty.</summary>
    public IReadOnlyList<string> Extensions { get; set; } = [".xz", ".gz"];

    public string SuiteDirectory => Path.Combine(Root, "dists", Suite);

    public string InReleasePath => Path.Combine(SuiteDirectory, "InRelease");

    /// <param name="deb">A .deb file, which <see cref="Write"/> copies into the pool.</param>
    public void Add(string deb, string component = "main") => _packages.Add((deb, component));

    /// <returns>The path of a keyring with the public key of the archive.</returns>
    public string WriteKeyring(string path)
    {
        File.WriteAllBytes(path, Key.Export());
        return path;
    }

    /// <summary>Writes pool, indices and InRelease, and replaces earlier files of the suite.</summary>
    public void Write()
    {
        if (Directory.Exists(SuiteDirectory))
            Directory.Delete(SuiteDirectory, recursive: true);
        Directory.CreateDirectory(SuiteDirectory);
        var packages = _packages.Select(p => TestPackage.Read(p.Deb, p.Component)).ToList();
        foreach (var package in packages)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Root, package.PoolPath))!);
            File.Copy(package.Deb, Path.Combine(Root, package.PoolPath), overwrite: true);
        }
        var files = new List<string>();
        foreach (var component in Components)
        {
            foreach (var architecture in Architectures)
            {
                var own = packages.Where(p => p.Component == component && (p.Architecture == architecture || p.Architecture == "all"))
                    .ToList();
                var name = component[(component.LastIndexOf('/') + 1)..];
                files.AddRange(WriteIndex($"{name}/binary-{architecture}/Packages", string.Concat(own.Select(p => p.Paragraph + "\n"))));
                files.AddRange(WriteIndex($"{name}/Contents-{architecture}", Contents(own)));
            }
        }
        Sign(Release(files));
    }

    /// <summary>Signs another text instead of the Release of <see cref="Write"/>.</summary>
    public void Sign(string release) => File.WriteAllText(InReleasePath, Key.Clearsign(release));

    /// <returns>The text of a Release for the current files below the directory of the suite.</returns>
    public string Release(IEnumerable<string> files)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture,
            $"Origin: {Origin}\nLabel: {Label}\nSuite: {Role ?? Suite}\nCodename: {Codename}\nDate: {Rfc1123(Date)}\n");
        if (ValidUntil is { } until)
            text.Append(CultureInfo.InvariantCulture, $"Valid-Until: {Rfc1123(until)}\n");
        text.Append(CultureInfo.InvariantCulture,
            $"Acquire-By-Hash: {(AcquireByHash ? "yes" : "no")}\nNo-Support-for-Architecture-all: Packages\n");
        text.Append(CultureInfo.InvariantCulture,
            $"Architectures: {string.Join(' ', Architectures)}\nComponents: {string.Join(' ', Components)}\nSHA256:\n");
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            var bytes = File.ReadAllBytes(Path.Combine(SuiteDirectory, file));
            text.Append(CultureInfo.InvariantCulture, $" {Digest.OfBytes(bytes).Hex} {bytes.Length,8} {file}\n");
        }
        return text.ToString();
    }

    private List<string> WriteIndex(string name, string text)
    {
        var files = new List<string>();
        foreach (var extension in Extensions)
        {
            var bytes = Compress(Encoding.UTF8.GetBytes(text), extension);
            var path = Path.Combine(SuiteDirectory, name + extension);
            var byHash = Path.Combine(Path.GetDirectoryName(path)!, "by-hash", "SHA256");
            Directory.CreateDirectory(byHash);
            File.WriteAllBytes(path, bytes);
            File.WriteAllBytes(Path.Combine(byHash, Digest.OfBytes(bytes).Hex), bytes);
            files.Add(name + extension);
        }
        return files;
    }

    private static byte[] Compress(byte[] bytes, string extension)
    {
        if (extension == ".xz")
            return Xz(bytes);
        if (extension == "")
            return bytes;
        var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return output.ToArray();
    }

    private static byte[] Xz(byte[] bytes)
    {
        using var directory = new TemporaryDirectory();
        var xz = Require.Tool("xz", "xz-utils");
        File.WriteAllBytes(directory["index"], bytes);
        var result = ProcessRunner.CaptureAsync(new Command(xz, ["-1", "index"], directory.Path)).GetAwaiter().GetResult();
        Assert.True(result.ExitCode == 0, result.StandardError);
        return File.ReadAllBytes(directory["index.xz"]);
    }

    private static string Contents(List<TestPackage> packages) => string.Concat(
        from package in packages
        from file in package.Files
        group $"{package.Section}/{package.Name}" by file into owners
        orderby owners.Key
        select $"{owners.Key,-59} {string.Join(',', owners)}\n");

    private static string Rfc1123(DateTimeOffset time) =>
        time.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
