using RustImage.Closure;
using RustImage.Closure.Sources;
using RustImage.Evidence;
using RustImage.Images;
using RustImage.Layers;
using RustImage.Testing;
using RustImage.UnitTests.Images;
using RustImage.UnitTests.Layers;

namespace RustImage.UnitTests.Evidence;

/// <summary>An image of a TLS client with real layers: myapp needs libssl, libssl needs libcrypto, and libcrypto needs libzstd.</summary>
internal static class SampleReport
{
    public const string Compressor = "compressor-1";

    public const string Libraries = "/usr/lib/x86_64-linux-gnu";

    /// <param name="labels">Labels of the configuration.</param>
    /// <param name="files">Files that the project adds.</param>
    public static ImageReport Create(
        string application = "the application", string zstd = "1.5.7", IReadOnlyDictionary<string, string>? labels = null,
        IReadOnlyList<LayerEntry>? files = null, string compressor = Compressor)
    {
        using var directory = new TemporaryDirectory();
        var closure = Closure(directory, zstd);
        var plan = LayerPlan.Create(SkeletonFiles.Create([]), LibraryEntries.Create(closure), files ?? [],
            [TestEntry.File("/app/myapp", application, 0b111_101_101)]);
        return ReportBuilder.Create(Image([.. plan.Select(p => Layer.Create(p))], labels, compressor), closure);
    }

    /// <summary>An image on a base whose layer holds libssl: only libcrypto is added.</summary>
    public static ImageReport OnBase()
    {
        var own = Layer.Create(new("application", [TestEntry.File("/app/myapp"), TestEntry.File($"{Libraries}/libcrypto.so.3")]));
        var image = Image([new Layer("base 1", Digest.OfBytes([1]), 5000, new BaseBlob("/nowhere", LayerFormat.Gzip)), own], null);
        var closure =
            new ImageClosure([new($"{Libraries}/libcrypto.so.3", "", "libcrypto.so.3", [], null) { NeededBy = $"{Libraries}/libssl.so.3" }],
                [], [])
            {
                BaseFiles = [new($"{Libraries}/libssl.so.3", "", "libssl.so.3", [], null) { NeededBy = "/app/myapp" }],
            };
        return ReportBuilder.Create(image, closure);
    }

    public static ReportedFile File(this ImageReport report, string path) => Assert.Single(report.Files, f => f.Path == path);

    private static CompressedImage Image(
        IReadOnlyList<Layer> layers, IReadOnlyDictionary<string, string>? labels, string compressor = Compressor)
    {
        var settings = labels is null ? FixedImage.Settings : FixedImage.Settings with { Labels = labels };
        // A report does not depend on the compressed bytes.
        var compressed = layers.Select(l => new CompressedLayer(l, l.DiffId, l.Size / 2, LayerFormat.Gzip, "/nowhere")
        {
            Compressor = l.IsBase ? null : compressor,
        });
        return RustImage.Images.Image.Create([ImageReference.Create(null, "team/myapp", ["1.0.0", "stable"])], settings, layers)
            .Compressed([.. compressed], new Dictionary<string, string> { ["org.example.note"] = "annotated" });
    }

    private static ImageClosure Closure(TemporaryDirectory directory, string zstd)
    {
        var ssl = new Package("libssl3t64", "3.5.4-1", "amd64", "openssl");
        var compression = new Package("libzstd1", zstd, "amd64", "libzstd");
        string[] reasons = [$"NEEDED by {Libraries}/libcrypto.so.3", $"NEEDED by {Libraries}/libssl.so.3", "NEEDED by /app/myapp"];
        return new ImageClosure(
            [
                File("libcrypto.so.3", "libcrypto.so.3", reasons[1..], ssl, $"{Libraries}/libssl.so.3"),
                File("libssl.so.3", "libssl.so.3", reasons[2..], ssl, "/app/myapp"),
                File($"libzstd.so.{zstd}", "libzstd.so.1", reasons, compression, $"{Libraries}/libcrypto.so.3"),
            ],
            [new ClosureLink($"{Libraries}/libzstd.so.1", $"libzstd.so.{zstd}", $"{Libraries}/libzstd.so.{zstd}",
                $"the name that {Libraries}/libcrypto.so.3 asks for")],
            [])
        {
            Packages =
            [
                new(ssl, "Package: libssl3t64\n", [],
                    Write("ssl.copyright",
                    "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\nFiles: *\nLicense: Apache-2.0\n")),
                new(compression, "Package: libzstd1\n", [], Write("zstd.copyright", "This library is free in many ways.\n")),
            ],
        };

        ClosureFile File(string name, string soName, string[] chain, Package package, string neededBy) =>
            new($"{Libraries}/{name}", Write(name, new string('x', 1000 * name.Length)), soName, chain, package) { NeededBy = neededBy };

        string Write(string name, string text)
        {
            System.IO.File.WriteAllText(directory[name], text);
            return directory[name];
        }
    }
}
