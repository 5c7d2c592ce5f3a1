using System.Formats.Tar;

namespace RustImage.FunctionalTests.Images;

/// <summary>One entry in the tar of a layer.</summary>
/// <param name="Path">The absolute path without a final slash.</param>
/// <param name="Target">The target of a symbolic link, else empty.</param>
internal sealed record ArchivedFile(
    string Layer, string Path, string Type, int Mode, int Uid, int Gid, DateTimeOffset Time, string Target, byte[] Bytes)
{
    public static ArchivedFile Of(string layer, TarEntry entry, byte[] bytes) => new(
        layer,
        Absolute(entry.Name),
        TypeOf(entry),
        (int)entry.Mode,
        entry.Uid,
        entry.Gid,
        entry.ModificationTime,
        entry.LinkName,
        bytes);

    private static string Absolute(string name) => "/" + (name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name).Trim('/');

    private static string TypeOf(TarEntry entry) => entry.EntryType switch
    {
        TarEntryType.RegularFile => "file",
        TarEntryType.Directory => "directory",
        TarEntryType.SymbolicLink => "link",
        _ => throw new InvalidOperationException($"{entry.Name} is a {entry.EntryType}: nothing in an image of ours is."),
    };
}
