using System.Security.Cryptography;
using RustImage.FunctionalTests.Images;

namespace RustImage.FunctionalTests.Mutations;

/// <summary>The output of a build: archives and the files beside them.</summary>
/// <param name="Files">Checksums by path.</param>
/// <param name="Digests">Image digests by archive path.</param>
internal sealed record Outcome(IReadOnlyDictionary<string, string> Files, IReadOnlyDictionary<string, string> Digests)
{
    /// <param name="directory">The value of <c>BaseOutputPath</c>.</param>
    public static Outcome Of(string directory)
    {
        var paths = Directory.Exists(directory) ? Directory.GetFiles(directory, "*", SearchOption.AllDirectories) : [];
        Dictionary<string, string> Map(Func<string, bool> which, Func<string, string> value) =>
            paths.Where(which).ToDictionary(p => Path.GetRelativePath(directory, p), value, StringComparer.Ordinal);
        return new(
            Map(_ => true, p => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(p)))),
            Map(IsArchive, p => ImageArchive.Read(p).Digest));
    }

    /// <returns>A line for each difference.</returns>
    public IReadOnlyList<string> DifferencesFrom(Outcome expected) =>
        [.. from path in Files.Keys.Union(expected.Files.Keys).Order(StringComparer.Ordinal)
            let difference = Difference(path, expected)
            where difference is not null
            select $"{path} {difference}"];

    public Change ChangeFrom(Outcome before) =>
        !Same(Digests.Values, before.Digests.Values) ? Change.NewDigest
        : !Same(Archives, before.Archives) ? Change.NewArchive
        : Change.Nothing;

    private IEnumerable<string> Archives => Files.Where(f => IsArchive(f.Key)).Select(f => f.Value);

    private string? Difference(string path, Outcome expected)
    {
        if (!Files.TryGetValue(path, out var own))
            return "is missing";
        if (!expected.Files.TryGetValue(path, out var other))
            return "is left over";
        if (own == other)
            return null;
        return Digests.TryGetValue(path, out var digest) && expected.Digests[path] != digest
            ? $"has image {digest}, and not {expected.Digests[path]}"
            : "has other bytes";
    }

    private static bool Same(IEnumerable<string> one, IEnumerable<string> other) =>
        one.Order(StringComparer.Ordinal).SequenceEqual(other.Order(StringComparer.Ordinal));

    private static bool IsArchive(string path) => path.EndsWith(".tar", StringComparison.Ordinal);
}
