namespace RustImage.FunctionalTests.Engines;

/// <summary>skopeo, on archives and layouts only.</summary>
internal static class Skopeo
{
    private static string Program => Require.Tool("skopeo", "skopeo");

    /// <param name="image">With its transport: <c>oci-archive:PATH</c>.</param>
    public static string Inspect(string image) => Tool.Capture(Program, "inspect", image);

    public static string Config(string image) => Tool.Capture(Program, "inspect", "--config", image);

    public static string Manifest(string image) => Tool.Capture(Program, "inspect", "--raw", image);

    public static void Copy(string from, string to) =>
        Tool.Capture(Program, "--insecure-policy", "copy", "--quiet", from, to);
}
