using System.Formats.Tar;

namespace RustImage.UnitTests.Outputs.Engines;

internal static class TarNames
{
    public static IReadOnlyList<string> Of(byte[] tar)
    {
        var names = new List<string>();
        using var reader = new TarReader(new MemoryStream(tar));
        while (reader.GetNextEntry() is { } entry)
            names.Add(entry.Name);
        return names;
    }
}
