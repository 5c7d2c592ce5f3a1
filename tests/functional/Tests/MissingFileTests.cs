using RustImage.FunctionalTests.Harness;
using RustImage.FunctionalTests.Images;
using RustImage.FunctionalTests.Samples;

namespace RustImage.FunctionalTests.Tests;

/// <summary>What the project's items leave out of the image is said, at the place that is to blame.</summary>
public sealed class MissingFileTests : IDisposable
{
    private readonly TestProject _project = TestProject.Hello();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("build")]
    [InlineData("publish")]
    [InlineData("build", "-m:2", "-nodeReuse:false")]
    public void A_wildcard_without_a_match_is_a_warning_at_its_line_in_every_build(params string[] command)
    {
        _project.Write("hello.proj", """
            <Project Sdk="RustImage.Sdk/0.1.0">
              <ItemGroup>
                <RustImageFile Include="nosuch/**" TargetPath="/etc/hello/" />
              </ItemGroup>
            </Project>
            """);
        for (var build = 0; build < 2; build++)
        {
            var warning = Assert.Single(_project.Dotnet(command).Succeeded().Warnings);
            Assert.Equal(("RIMG4010", _project["hello.proj"], 3, 5), (warning.Code, warning.File, warning.Line, warning.Column));
            Assert.Contains("'nosuch/**'", warning.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Visual_Studios_process_for_tasks_warns_of_plain_elements()
    {
        _project.Write("hello.proj", Project("""<RustImageFile Include="nosuch/**" /><RustImageFile Include="$(X)nosuch/**" />"""));
        var warning = Assert.Single(_project.Build("-p:_RustImageTaskFactory=TaskHostFactory").Succeeded().Warnings);
        Assert.Equal("RIMG4010", warning.Code);
    }

    [Fact]
    public void Elements_of_imported_files_count_with_their_own_place()
    {
        const string Element =
            "<Project>\n<ItemGroup>\n  <RustImageFile Include=\"$(MSBuildThisFileDirectory){0}.d/**\" />\n</ItemGroup></Project>\n";
        string[] names = ["Directory.Build.props", "Directory.Build.targets", "eng/more.props"];
        foreach (var name in names)
            _project.Write(name, Element.Replace("{0}", Path.GetFileName(name), StringComparison.Ordinal));
        _project.Write("hello.proj", """<Project Sdk="RustImage.Sdk/0.1.0"><Import Project="eng/$(Kind)more.props" /></Project>""");

        var warnings = _project.Build().Succeeded().Warnings;

        Assert.Equal(names.Select(n => _project[n]).Order(), warnings.Select(w => w.File).Order());
        Assert.All(warnings, w => Assert.Equal(("RIMG4010", 3, 3), (w.Code, w.Line, w.Column)));
    }

    [Theory]
    [InlineData("""<RustImageFile Include="nosuch/**" Optional="true" />""")]
    [InlineData("""<RustImageFile Include="nosuch/**" Condition="'$(Configuration)' == 'Nothing'" />""")]
    [InlineData("""<RustImageFile Include="nosuch/**" Condition="Exists('nosuch')" />""")]
    [InlineData("""<RustImageFile Remove="nosuch/**" /><RustImageFile Update="nosuch/**" Mode="0600" />""")]
    [InlineData("""<RustImageFile Include="src/*" Optional="true" />""")]
    [InlineData("""<RustImageFile Include="src/*" /><RustImageFile Remove="src/*" />""")]
    [InlineData("""<RustImageFile Include="src/*" Exclude="src/main.rs" />""")]
    [InlineData("""<RustImageFile Include="$(Directories)" />""")]
    public void Other_wildcards_give_no_warning(string items)
    {
        _project.Write("hello.proj", Project(items));
        _project.Build().SucceededWithoutWarning();
    }

    [Fact]
    public void A_condition_that_holds_and_a_property_in_the_wildcard_give_the_warning()
    {
        _project.Write("hello.proj", """
            <Project Sdk="RustImage.Sdk/0.1.0">
              <PropertyGroup><Assets>nosuch</Assets></PropertyGroup>
              <Choose>
                <When Condition="'$(Configuration)' == 'Release'"><ItemGroup><RustImageFile Include="release/**" /></ItemGroup></When>
                <Otherwise><ItemGroup Condition="'$(Assets)' != ''"><RustImageFile Include="$(Assets)/**" /></ItemGroup></Otherwise>
              </Choose>
            </Project>
            """);
        var warning = Assert.Single(_project.Build().Succeeded().Warnings);
        Assert.Equal(("RIMG4010", 5), (warning.Code, warning.Line));
        Assert.Contains("'nosuch/**'", warning.Text, StringComparison.Ordinal);
        Assert.Contains("'release/**'", Assert.Single(_project.Build("-c", "Release").Succeeded().Warnings).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_of_the_project_without_its_target_is_a_warning_in_every_build()
    {
        _project.Write("hello.proj", Project("""<RustImageLink Include="/etc/hello.toml" LinkTarget="hello/app.toml" />"""));
        for (var build = 0; build < 2; build++)
        {
            var warning = Assert.Single(_project.Build().Succeeded().Warnings);
            Assert.Equal(("RIMG4011", _project["hello.proj"]), (warning.Code, warning.File));
            Assert.Contains("'/etc/hello.toml' leads to 'hello/app.toml'", warning.Text, StringComparison.Ordinal);
            Assert.Contains("'/etc/hello/app.toml'", warning.Text, StringComparison.Ordinal);
        }
        // The volume comes later than the layers.
        _project.Write("hello.proj", Project("""
            <RustImageLink Include="/etc/hello.toml" LinkTarget="hello/app.toml" />
            <ContainerVolume Include="/etc/hello" />
            """));
        _project.Build().SucceededWithoutWarning();
    }

    [Theory]
    [InlineData("""<RustImageLink Include="/etc/mtab" LinkTarget="/proc/mounts" />""")]
    [InlineData("""<RustImageLink Include="/var/run" LinkTarget="../run" />""")]
    [InlineData("""<RustImageLink Include="/app/log" LinkTarget="/dev/stdout" />""")]
    [InlineData("""<RustImageLink Include="/usr/bin/greet" LinkTarget="/app/hello" />""")]
    [InlineData("""<RustImageLink Include="/etc/key" LinkTarget="/secrets/key" Optional="true" />""")]
    [InlineData("""<RustImageLink Include="/etc/x" LinkTarget="/opt/x" /><RustImageFile Include="Cargo.toml" TargetPath="/opt/x" />""")]
    public void Links_to_files_of_the_image_the_engine_or_a_mount_give_no_warning(string items)
    {
        _project.Write("hello.proj", Project(items));
        _project.Build().SucceededWithoutWarning();
    }

    [Theory]
    [InlineData("#!/bin/sh\n", "RIMG4012", """<ImagePackage Include="dash" Files="/usr/bin/sh" />""")]
    [InlineData("#!/usr/bin/env python3\n", "RIMG4012,RIMG4013", "'python3', which is in no directory of the image's PATH")]
    public void A_script_without_its_interpreter_is_a_warning_that_says_which_item_adds_it(string text, string codes, string advice)
    {
        _project.Write("entry.sh", text);
        _project.Write("hello.proj", Project("""<RustImageFile Include="entry.sh" TargetPath="/usr/bin/entry" />"""));

        var warnings = _project.Build().Succeeded().Warnings;

        Assert.Equal(codes.Split(','), warnings.Select(w => w.Code));
        Assert.All(warnings, w => Assert.Contains("'/usr/bin/entry'", w.Text, StringComparison.Ordinal));
        Assert.Contains(advice, warnings[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_script_whose_interpreter_the_project_adds_gives_no_warning()
    {
        _project.Write("entry.sh", "#!/usr/bin/env tool\n");
        _project.Write("hello.proj", Project("""
            <RustImageFile Include="entry.sh" TargetPath="/usr/bin/entry" />
            <RustImageFile Include="entry.sh" TargetPath="/usr/share/entry.txt" Mode="0644" />
            <RustImageFile Include="Cargo.toml" TargetPath="/usr/bin/env" Mode="0755" />
            <RustImageFile Include="Cargo.toml" TargetPath="/opt/bin/tool" Mode="0755" />
            <ContainerEnvironmentVariable Include="PATH" Value="/usr/bin:/opt/bin" />
            """));
        _project.Build().SucceededWithoutWarning();
    }

    [Fact]
    public void The_base_image_may_bring_interpreters_and_targets()
    {
        using var directory = new TemporaryDirectory();
        BaseSample.Create(directory.Path, $"oci-archive:{_project["base.tar"]}:1", [BaseSample.LibC, BaseSample.LibGcc]);
        _project.Write("entry.sh", "#!/bin/sh\n");
        _project.Write("hello.proj", Project("""
            <RustImageFile Include="entry.sh" TargetPath="/usr/bin/entry" />
            <RustImageLink Include="/etc/release" LinkTarget="os-release" />
            """));
        var warning = Assert.Single(_project.Build("-p:ContainerBaseImage=oci-archive:base.tar").Succeeded().Warnings);
        Assert.Equal("RIMG4012", warning.Code);
        Assert.Equal("os-release", ImageArchive.Read(_project.Archive()).Find("/etc/release").Target);
    }

    private static string Project(string items) => $"""<Project Sdk="RustImage.Sdk/0.1.0"><ItemGroup>{items}</ItemGroup></Project>""";
}
