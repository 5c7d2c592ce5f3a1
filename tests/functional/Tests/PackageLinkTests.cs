using RustImage.FunctionalTests.Harness;
using RustImage.FunctionalTests.Images;
using RustImage.FunctionalTests.Packages;

namespace RustImage.FunctionalTests.Tests;

/// <summary>Links that <c>Files</c> of an <c>ImagePackage</c> takes, with Debian's tzdata and dash.</summary>
public sealed class PackageLinkTests(LockedHello hello) : IDisposable
{
    private const string Zones = "/usr/share/zoneinfo/";

    private readonly TestProject _project = TestProject.Hello().FromDebian(hello.Cache);

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("UTC", "Etc/UTC")]
    [InlineData("Europe/Nicosia", "Asia/Nicosia")]
    [InlineData("Europe/*", "Asia/Nicosia")]
    [InlineData("UCT", "Etc/UTC")]
    public void The_target_comes_along(string pattern, string target)
    {
        Write($"""<ImagePackage Include="tzdata" Files="{Zones}{pattern}" />""");

        _project.Build().SucceededWithoutWarning();

        Assert.Equal("TZif"u8, ImageArchive.Read(_project.Archive()).Find(Zones + target).Bytes.AsSpan(0, 4));
        ReportCheck.AssertComplete(_project);
    }

    [Fact]
    public void A_named_link_whose_target_no_package_has_is_an_error_in_every_build()
    {
        Write($"""<ImagePackage Include="tzdata" Files="{Zones}localtime" />""");
        for (var build = 0; build < 2; build++)
        {
            var error = _project.Build().FailedWithOneError();
            Assert.Equal(("RIMG7073", _project["hello.proj"]), (error.Code, error.File));
            Assert.Contains($"'{Zones}localtime', a link to '/etc/localtime'", error.Text, StringComparison.Ordinal);
        }
        Assert.Empty(_project.Archives());
    }

    [Theory]
    [InlineData(Zones + "*")]
    [InlineData(Zones + "local*")]
    public void One_that_a_pattern_takes_is_a_warning(string pattern)
    {
        Write($"""<ImagePackage Include="tzdata" Files="{pattern}" />""");
        var warning = Assert.Single(_project.Build().Succeeded().Warnings);
        Assert.Equal("RIMG7074", warning.Code);
        Assert.Contains($"'{Zones}localtime'", warning.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""<RustImageFile Include="Cargo.toml" TargetPath="/etc/localtime" />""")]
    [InlineData("""<RustImageLink Include="/etc/localtime" LinkTarget="/usr/share/zoneinfo/UTC" />""")]
    public void Another_item_may_bring_the_target(string item)
    {
        Write($"""<ImagePackage Include="tzdata" Files="{Zones}localtime;{Zones}UTC" />{item}""");
        _project.Build().SucceededWithoutWarning();
    }

    [Fact]
    public void A_whole_package_gives_no_warning()
    {
        Write("""<ImagePackage Include="tzdata" />""");
        _project.Build().SucceededWithoutWarning();
    }

    [Fact]
    public void The_example_of_the_documentation_builds_without_a_warning()
    {
        var page = File.ReadAllText(Path.Combine(RepositoryPaths.Root, "docs", "items.md"));
        var start = page.IndexOf("<Project", StringComparison.Ordinal);
        _project.Write("hello.proj", page[start..page.IndexOf("```", start, StringComparison.Ordinal)]);
        _project.Write("config/app.toml", "");
        _project.Write("entry.sh", "#!/bin/sh\nexec /app/hello\n");
        _project.Write("company-ca.pem", Mutations.MutationSample.Authorities.One);
        // It uses no TLS.
        _project.Environment["RustImageCertificates"] = "true";

        _project.Build().SucceededWithoutWarning();

        var image = ImageArchive.Read(_project.Archive());
        Assert.Equal("dash", image.Find("/usr/bin/sh").Target);
        Assert.Equal("\u007fELF"u8, image.Find("/usr/bin/dash").Bytes.AsSpan(0, 4));
    }

    private void Write(string items) =>
        _project.Write("hello.proj", $"""<Project Sdk="RustImage.Sdk/0.1.0"><ItemGroup>{items}</ItemGroup></Project>""");
}
