namespace RustImage.FunctionalTests.Engines;

/// <summary>skopeo for archives, layouts, and registries on loopback, without verification of certificates.</summary>
internal static class Skopeo
{
    private static string Program => Require.Tool("skopeo", "skopeo");

    /// <param name="image">The image with its transport: <c>oci-archive:PATH</c>.</param>
    public static string Inspect(string image) => Tool.Capture(Program, "inspect", "--tls-verify=false", image);

    public static string Config(string image) => Tool.Capture(Program, "inspect", "--config", "--tls-verify=false", image);

    /// <summary>The configuration, byte for byte.</summary>
    public static string RawConfig(string image) =>
        Tool.Capture(Program, "inspect", "--config", "--raw", "--tls-verify=false", image).TrimEnd('\n');

    public static string Manifest(string image) => Tool.Capture(Program, "inspect", "--raw", "--tls-verify=false", image).TrimEnd('\n');

    /// <param name="options">Options of <c>skopeo copy</c>, such as <c>--format=v2s2</c>.</param>
    public static void Copy(string from, string to, params IEnumerable<string> options) =>
        Tool.Capture(Program,
            ["--insecure-policy", "copy", "--quiet", "--src-tls-verify=false", "--dest-tls-verify=false", .. options, from, to]);
}
