using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using RustImage.Debian.Archives;
using RustImage.Debian.Downloads;
using RustImage.Http;

namespace RustImage.Debian;

/// <summary>The lock as a file: JSON in a stable order with LF, so that a change of one package is a change of its lines alone.</summary>
public static partial class LockFile
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

    /// <returns>Null where there is no such file.</returns>
    /// <exception cref="RustImageException">RIMG7045: it is no lock, or names something that no lock may.</exception>
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

    /// <summary>Leaves a file that says the same alone, and a link in its place.</summary>
    public static void Write(string path, PackageLock value) => AtomicFile.WriteIfDifferent(TargetOf(path), ToBytes(value));

    /// <summary>Writes a lock unless another build has changed it since it was read.</summary>
    /// <param name="cacheDirectory">Shared by all builds of this user: one of them writes at a time.</param>
    /// <returns>Whether it was written; if not, what to write is to be found anew.</returns>
    /// <exception cref="RustImageException">RIMG7034: another build holds it.</exception>
    public static async Task<bool> ReplaceAsync(string path, PackageLock? before, PackageLock after, string cacheDirectory, CancellationToken cancellation)
    {
        var turns = Path.Combine(cacheDirectory, "locks");
        Directory.CreateDirectory(turns);
        var turn = Path.Combine(turns, Digest.OfBytes(Encoding.UTF8.GetBytes(path)).Hex);
        using var held = await FileLock.TakeAsync(turn, () => -1, path, new TransferOptions(), cancellation).ConfigureAwait(false);
        var now = Read(path);
        if (now is null ? before is not null : before is null || !ToBytes(now).AsSpan().SequenceEqual(ToBytes(before)))
            return false;
        Write(path, after);
        return true;
    }

    private static string TargetOf(string path) =>
        new FileInfo(path) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName : path;

    internal static byte[] ToBytes(PackageLock value) => [.. JsonSerializer.SerializeToUtf8Bytes(value, Json.PackageLock), (byte)'\n'];

    /// <summary>Of a later version nothing else may be what this one expects.</summary>
    private static void CheckVersion(ForeignJson json)
    {
        if (json["version"] is { Exists: true } version && version.ToString() != $"{FormatVersion}")
            throw new ForeignJsonException($"its version is {version}, and this SDK knows {FormatVersion}");
    }

    /// <summary>The lock comes with a repository, so it may say anything: it must not lead out of an archive's pool.</summary>
    private static void Check(PackageLock value)
    {
        Require(value.Suite is null ? value.Packages.Count == 0 : SuiteName().IsMatch(value.Suite), "suite", value.Suite ?? "null");
        foreach (var release in value.Releases)
            Require(SuiteName().IsMatch(release.Name), "release", release.Name);
        foreach (var package in value.Packages)
        {
            Require(IsPackageName(package.Name), "package", package.Name);
            Require(DebianVersion.TryParse(package.Version) is not null, $"version of {package.Name}", package.Version);
            Require(package.Architecture == "all" || Platform.All.Any(p => p.DebianArchitecture == package.Architecture), $"architecture of {package.Name}", package.Architecture);
            Require(SourceName().IsMatch(package.Source), $"source of {package.Name}", package.Source);
            Require(package.Archive is ArchiveNames.Main or ArchiveNames.Security, $"archive of {package.Name}", package.Archive);
            Require(IsPoolPath(package.Path), $"path of {package.Name}", package.Path);
            Require(package.NeededBy.Values.All(r => r is not null), $"list of reasons of {package.Name}", "null");
            Require(package.Size is > 0 and < 1L << 34, $"size of {package.Name}", $"{package.Size}");
        }
        var twice = value.Packages.GroupBy(p => (p.Name, p.Architecture)).FirstOrDefault(g => g.Count() > 1);
        Require(twice is null, "package, which it names twice,", $"{twice?.Key.Name}");
    }

    /// <summary>Policy, section 5.6.1; names of two characters are the shortest.</summary>
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
