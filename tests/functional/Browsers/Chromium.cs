using BigGustave;
using RustImage.FunctionalTests.Harness;

namespace RustImage.FunctionalTests.Browsers;

/// <summary>Debian's headless chromium, to see a page as a real browser shows it.</summary>
internal sealed class Chromium : IDisposable
{
    private static readonly string[] Headless =
        ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars", "--enable-logging=stderr",
            "--virtual-time-budget=10000"];

    private readonly TemporaryDirectory _directory = new();
    private int _shots;

    /// <param name="fragment">The text after # in the address.</param>
    /// <returns>The document after its scripts have run, as HTML.</returns>
    public string Document(string page, string fragment = "") => Run(page, fragment, "--dump-dom");

    /// <summary>
    /// Takes a picture of the top of the page. Fails if the browser's log has a console message, such as a script error or a blocked
    /// request.
    /// </summary>
    public Png Screenshot(string page, int width, int height, bool isDark)
    {
        var file = _directory[$"{++_shots}.png"];
        Run(page, "", $"--screenshot={file}", $"--window-size={width},{height}",
            $"--blink-settings=preferredColorScheme={(isDark ? 0 : 1)}");
        return Png.Open(file);
    }

    public void Dispose() => _directory.Dispose();

    private string Run(string page, string fragment, params string[] options)
    {
        string[] arguments = [.. Headless, $"--user-data-dir={_directory["profile"]}", .. options, new Uri(page).AbsoluteUri + fragment];
        var result = ProcessRunner.CaptureAsync(
            new Command(Require.Tool("chromium", "chromium"), arguments, _directory[""], BuildEnvironment.Clean())
            {
                MostBytes = 1 << 28,
            }).GetAwaiter().GetResult();
        Assert.True(result.ExitCode == 0, $"chromium ended with {result.ExitCode}:\n{result.StandardError}");
        Assert.DoesNotContain("CONSOLE", result.StandardError, StringComparison.Ordinal);
        return result.StandardOutput;
    }
}
