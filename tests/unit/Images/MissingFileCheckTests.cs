using RustImage.Closure;
using RustImage.Closure.Packages;
using RustImage.Images;
using RustImage.Layers;

namespace RustImage.UnitTests.Images;

public sealed class MissingFileCheckTests
{
    [Theory]
    [InlineData(null, "Warning RIMG4011")]
    [InlineData(nameof(ChoiceKind.Path), "Error RIMG7073")]
    [InlineData(nameof(ChoiceKind.Pattern), "Warning RIMG7074")]
    [InlineData(nameof(ChoiceKind.Package), "Message RIMG7074")]
    public void A_missing_target_is_as_serious_as_the_choice_of_its_link_is_exact(string? choice, string expected)
    {
        var target = new MissingTarget("/usr/x", "/etc/x", "/etc/x", choice is null ? null : "ImagePackage x",
            choice is null ? null : Enum.Parse<ChoiceKind>(choice));
        var found = Run([target]);
        Assert.Equal([expected], Texts(found));
        Assert.Contains("'/etc/x'", (found.Errors.SingleOrDefault() ?? found.Notices.Single().Diagnostic).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/proc/self/mounts")]
    [InlineData("/dev")]
    [InlineData("/run/secrets/key")]
    [InlineData("/sys/fs/cgroup")]
    [InlineData("/etc/resolv.conf")]
    [InlineData("/data/latest")]
    [InlineData("/usr/lib/state/x")]
    public void Places_that_engines_and_volumes_bring_are_not_missing(string place)
    {
        Assert.Empty(Texts(Run([new MissingTarget("/x", place, place), new("/y", place, place, "ImagePackage y", ChoiceKind.Path)])));
        Assert.Empty(Texts(Run([], new ScriptProgram("/x", place))));
    }

    [Theory]
    [InlineData("/database")]
    [InlineData("/runner")]
    [InlineData("/etc/hosts.allow")]
    [InlineData(null)]
    public void Other_places_and_loops_are(string? place) =>
        Assert.Equal(["Warning RIMG4011"], Texts(Run([new MissingTarget("/x", "y", place)])));

    [Fact]
    public void A_program_must_be_in_a_directory_of_PATH()
    {
        Assert.Empty(Texts(Run([], new ScriptProgram("/x", "tool", ["/opt", "/usr/bin"]))));
        var elsewhere = Run([], new ScriptProgram("/x", "tool", ["/opt"]));
        Assert.Equal(["Warning RIMG4013"], Texts(elsewhere));
        Assert.Contains("add '/opt' to PATH", elsewhere.Notices[0].Diagnostic.Text, StringComparison.Ordinal);
        Assert.Equal(["Warning RIMG4013"], Texts(Run([], new ScriptProgram("/x", "tool", []))));
    }

    [Theory]
    [InlineData("/bin/sh", """<ImagePackage Include="dash" Files="/usr/bin/sh" />""")]
    [InlineData("/usr/bin/env", """<ImagePackage Include="coreutils" Files="/usr/bin/env" />""")]
    [InlineData("/usr/bin/python3", "an ImagePackage item for each Debian package")]
    [InlineData("/bin/sh\r", "without carriage returns")]
    public void The_warning_for_a_script_says_what_to_add(string interpreter, string advice)
    {
        var found = Run([], new ScriptProgram("/usr/bin/entry", interpreter));
        Assert.Equal(["Warning RIMG4012"], Texts(found));
        Assert.Contains(advice, found.Notices[0].Diagnostic.Text, StringComparison.Ordinal);
    }

    private static DiagnosticBag Run(IReadOnlyList<MissingTarget> targets, params ScriptProgram[] programs) =>
        new MissingFileCheck(["/data/", "/lib/state"], "/usr/local/bin:/bin").Run(
            new ImageLayers([], false, new Accounts([], [])) { MissingTargets = targets, ScriptPrograms = programs });

    private static IEnumerable<string> Texts(DiagnosticBag found) =>
        found.Errors.Select(e => $"Error {e.Code}").Concat(found.Notices.Select(n => $"{n.Severity} {n.Diagnostic.Code}"));
}
