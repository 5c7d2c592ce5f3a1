using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using RustImage.Debian.Archives;
using RustImage.Debian.Downloads;
using RustImage.Http;

namespace RustImage.Debian.Locks;

/// <summary>Reads and writes the lock as JSON in a stable order with LF, so that a change of one package changes its lines alone.</summary>
internal static partial class LockFile
{
    internal const int FormatVersion = 1;

    private static readonly LockJson Json = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectRequiredConstructorParameters = true,
    });

    private static readonly JsonShape<PackageLock> Shape = new(Json);

    /// <returns>Null where the file does not exist.</returns>
    /// <exception cref="RustImageException">RIMG7045: the file is not a lock, or a value in it is not allowed.</exception>
    public static PackageLock? Read(string path)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            var bytes = ForeignJson.ReadFile(path);
            CheckVersion(ForeignJson.Parse(bytes));
            var read = ForeignJson.Deserialize(bytes, Shape);
            Check(read);
            return read;
        }
        catch (ForeignJsonException e)
        {
            throw Messages.UnusableLock(path, e.Message, e.Line).ToException(e);
        }
    }

    /// <summary>
    /// Writes a lock. A file with the same content is not touched, and where the path is a link, its target is written.
    /// </summary>
    /// <remarks>
    /// To cargo, the lock is a source of the package, and a newer source makes a build script without rerun-if-changed run again
    /// (doc.rust-lang.org/cargo/reference/build-scripts.html#change-detection). So a lock keeps its time, and a new one gets an old time.
    /// </remarks>
    public static void Write(string path, PackageLock value)
    {
        var target = TargetOf(path);
        var bytes = ToBytes(value);
        if (AtomicFile.Has(target, bytes))
            return;
        var time = File.Exists(target) ? File.GetLastWriteTimeUtc(target) : OldTimeIn(Path.GetDirectoryName(target)!);
        AtomicFile.Write(target, s => s.Write(bytes), time);
    }

    /// <summary>Writes a lock unless another build has changed the file since it was read.</summary>
    /// <param name="before">The lock that was read; null where there was none.</param>
    /// <param name="cacheDirectory">The directory that the builds of this user share. A file in it makes them write one at a time.</param>
    /// <returns>False where the file has changed. The caller must then read it, and resolve the packages again.</returns>
    /// <exception cref="RustImageException">RIMG7034: another build is writing, and does not finish.</exception>
    public static async Task<bool> ReplaceAsync(
        string path, PackageLock? before, PackageLock after, string cacheDirectory, CancellationToken cancellation)
    {
        var turns = Path.Combine(cacheDirectory, "locks");
        Directory.CreateDirectory(turns);
        var turn = Path.Combine(turns, Digest.OfBytes(Encoding.UTF8.GetBytes(path)).Hex);
        using var held = await InterprocessLock.TakeAsync(turn, () => -1, path, new TransferOptions(), cancellation).ConfigureAwait(false);
        var now = Read(path);
        if (now is null ? before is not null : before is null || !ToBytes(now).AsSpan().SequenceEqual(ToBytes(before)))
            return false;
        Write(path, after);
        return true;
    }

    /// <summary>
    /// The time of the nearest Cargo.toml, less a second: of two sources with the newest time, cargo remembers the one that it finds first.
    /// </summary>
    private static DateTime? OldTimeIn(string? directory)
    {
        for (; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            if (Path.Combine(directory, "Cargo.toml") is var manifest && File.Exists(manifest))
                return File.GetLastWriteTimeUtc(manifest).AddSeconds(-1);
        }
        return null;
    }

    private static string TargetOf(string path) =>
        new FileInfo(path) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName : path;

    /// <summary>Computes the digest of the file that a lock is written to.</summary>
    public static Digest DigestOf(PackageLock value) => Digest.OfBytes(ToBytes(value));

    internal static byte[] ToBytes(PackageLock value) => [.. JsonSerializer.SerializeToUtf8Bytes(value, Json.PackageLock), (byte)'\n'];

    /// <summary>Checks the version before the rest is parsed, as a later version may have another form.</summary>
    private static void CheckVersion(ForeignJson json)
    {
        if (json["version"] is { Exists: true } version && version.ToString() != $"{FormatVersion}")
            throw new ForeignJsonException($"its version is {version}, and this SDK knows {FormatVersion}");
    }

    /// <summary>
    /// Checks all values. The lock is a file of the repository, so anyone may have written it; it must not lead out of an archive's pool.
    /// </summary>
    private static void Check(PackageLock value)
    {
        Require(value.Suite is null ? value.Packages.Count == 0 : SuiteName().IsMatch(value.Suite), "suite", value.Suite ?? "null");
        foreach (var release in value.Releases)
            Require(SuiteName().IsMatch(release.Name), "release", release.Name);
        foreach (var package in value.Packages)
        {
            Require(IsPackageName(package.Name), "package", package.Name);
            Require(DebianVersion.TryParse(package.Version) is not null, $"version of {package.Name}", package.Version);
            Require(
                package.Architecture == "all" || Platform.All.Any(p => p.DebianArchitecture == package.Architecture),
                $"architecture of {package.Name}", package.Architecture);
            Require(SourceName().IsMatch(package.Source), $"source of {package.Name}", package.Source);
            Require(package.Archive is ArchiveNames.Main or ArchiveNames.Security, $"archive of {package.Name}", package.Archive);
            Require(IsPoolPath(package.Path), $"path of {package.Name}", package.Path);
            Require(package.NeededBy.Values.All(r => r is not null), $"list of reasons of {package.Name}", "null");
            Require(package.Size is > 0 and < 1L << 34, $"size of {package.Name}", $"{package.Size}");
        }
        var twice = value.Packages.GroupBy(p => (p.Name, p.Architecture)).FirstOrDefault(g => g.Count() > 1);
        Require(twice is null, "package, which it names twice,", $"{twice?.Key.Name}");
    }

    /// <returns>Whether a text is the name of a package (Debian policy 5.6.1): at least two characters.</returns>
    internal static bool IsPackageName(string name) => PackageName().IsMatch(name);

    private static bool IsPoolPath(string path) =>
        path.StartsWith("pool/", StringComparison.Ordinal) && path.EndsWith(".deb", StringComparison.Ordinal) && ArchivePath.IsSound(path);

    private static void Require(bool holds, string what, string value)
    {
        if (!holds)
            throw new ForeignJsonException($"the {what} is '{value}'");
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9.\-]*\z")]
    private static partial Regex SuiteName();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9+.\-]+\z")]
    private static partial Regex PackageName();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9+.\-]+( \([A-Za-z0-9.+~:\-]+\))?\z")]
    private static partial Regex SourceName();
}

[JsonSerializable(typeof(PackageLock))]
internal sealed partial class LockJson : JsonSerializerContext;
