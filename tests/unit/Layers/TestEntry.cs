using RustImage.Layers;

namespace RustImage.UnitTests.Layers;

/// <summary>Short methods for entries of tests.</summary>
internal static class TestEntry
{
    public static FileEntry File(string path, string text = "text", int mode = 0b110_100_100, int user = 0, int group = 0) =>
        new(path, FileContent.Of(text), $"reason of {path}", mode, user, group);

    public static DirectoryEntry Directory(string path, int mode = 0b111_101_101) => new(path, $"reason of {path}", mode);

    public static LinkEntry Link(string path, string target) => new(path, target, $"reason of {path}");

    public static byte[] Tar(params LayerEntry[] entries)
    {
        using var stream = new MemoryStream();
        LayerTarWriter.Write(stream, entries);
        return stream.ToArray();
    }
}
