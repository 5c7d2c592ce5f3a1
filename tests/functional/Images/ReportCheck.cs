using RustImage.FunctionalTests.Harness;

namespace RustImage.FunctionalTests.Images;

/// <summary>Compares the report of a build with the files of the image.</summary>
internal static class ReportCheck
{
    public static LayerReport ReportOf(TestProject project) =>
        LayerReport.Read(Assert.Single(Directory.GetFiles(project[$"{TestProject.Obj}/Debug"], "image.json", SearchOption.AllDirectories)));

    /// <summary>Asserts that the report lists exactly the files of each layer, with reasons.</summary>
    public static void AssertComplete(TestProject project)
    {
        var layers = ReportOf(project).Layers;
        var reported = layers.SelectMany(l => l.Files.Select(f => (l.Digest, f.Path, f.Type, f.Type == "file" ? f.Size : 0)));
        var found = ImageArchive.Read(project.Archive()).Files.Select(f => (f.Layer, f.Path, f.Type, (long)f.Bytes.Length)).ToList();

        Assert.NotEmpty(found);
        Assert.Equal(found.Order(), reported.Order());
        Assert.All(layers.SelectMany(l => l.Files), file => Assert.NotEqual("", file.Reason.Trim()));
    }
}
