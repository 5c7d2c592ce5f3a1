namespace RustImage.FunctionalTests.Engines;

/// <summary>umoci: an independent reader of OCI layouts that applies every layer.</summary>
internal static class Umoci
{
    private static string Program => Require.Tool("umoci", "umoci");

    /// <returns>The path of the root file system.</returns>
    public static string Unpack(string layout, string tag, string bundle)
    {
        Require.That(Environment.IsPrivilegedProcess, "umoci restores owners: run the tests as root");
        Tool.Capture(Program, "unpack", "--image", $"{layout}:{tag}", bundle);
        return Path.Combine(bundle, "rootfs");
    }

    /// <summary>Creates a layout with one image of one layer.</summary>
    /// <param name="options">Additional options of <c>umoci config</c>.</param>
    public static void Create(string layout, string tag, string layer, string entrypoint, string user, params string[] options)
    {
        Tool.Capture(Program, "init", "--layout", layout);
        Tool.Capture(Program, "new", "--image", $"{layout}:{tag}");
        Tool.Capture(Program, "raw", "add-layer", "--image", $"{layout}:{tag}", layer);
        Tool.Capture(Program,
            ["config", "--image", $"{layout}:{tag}", "--config.entrypoint", entrypoint, "--config.user", user, .. options]);
    }
}
