using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace RustImage.FunctionalTests.Samples;

/// <summary>A cargo registry with one crate in a directory. cargo unpacks the crate into CARGO_HOME like any other.</summary>
internal static class LocalRegistry
{
    private const string Manifest = """
        [package]
        name = "fragile"
        version = "1.0.0"
        edition = "2021"
        """;

    private const string Source = """
        //! Panics, so that the path of this file is in every binary that uses it.

        pub fn check(value: usize) {
            if value > 3 {
                panic!("{value} is too much");
            }
        }
        """;

    public static void Create(string directory)
    {
        // The index path of a name with seven letters.
        var index = Path.Combine(directory, "index", "fr", "ag");
        Directory.CreateDirectory(index);
        var crate = Path.Combine(directory, "fragile-1.0.0.crate");
        WriteCrate(crate);
        var checksum = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(crate)));
        File.WriteAllText(
            Path.Combine(index, "fragile"),
            $$"""{"name":"fragile","vers":"1.0.0","deps":[],"cksum":"{{checksum}}","features":{},"yanked":false}""" + "\n");
    }

    private static void WriteCrate(string path)
    {
        using var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        using var tar = new TarWriter(gzip, TarEntryFormat.Ustar);
        foreach (var (name, text) in new[] { ("Cargo.toml", Manifest), ("src/lib.rs", Source) })
        {
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, $"fragile-1.0.0/{name}")
            {
                DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)),
            });
        }
    }
}
