using RustImage.FunctionalTests.Harness;

namespace RustImage.FunctionalTests.Tests;

/// <summary>A name that is written wrong gets a warning in each build, once.</summary>
public sealed class NameTests
{
    [Fact]
    public void Wrong_names_in_the_project_in_Directory_Build_props_and_on_the_command_line_get_a_warning()
    {
        using var project = TestProject.Hello();
        project.Write("hello.proj", """
            <Project Sdk="RustImage.Sdk/0.1.0">
              <PropertyGroup>
                <ContainerRepositroy>team/hello</ContainerRepositroy>
              </PropertyGroup>
              <Import Project="more.props" />
              <ItemGroup>
                <RustImageFiles Include="Cargo.toml" />
                <ContainerPorts Include="80" />
                <RustImageFile Include="Cargo.lock" Mode="0644" Path="/etc/" />
              </ItemGroup>
            </Project>
            """);
        project.Write("more.props", "<Project><PropertyGroup><DebianSiute>trixie</DebianSiute></PropertyGroup></Project>");
        project.Write("Directory.Build.props", "<Project><PropertyGroup><CargoFeature>a</CargoFeature></PropertyGroup></Project>");
        // Environment variables are properties, too.
        project.Environment["ImageOS"] = project.Environment["DEBIAN_FRONTEND"] = project.Environment["CargoFeatuers"] = "x";

        for (var builds = 0; builds < 2; builds++)
        {
            Assert.Equal(
                [
                    "Directory.Build.props RIMG0009 CargoFeature", "hello.proj RIMG0009 CargoProfil",
                    "hello.proj RIMG0009 ContainerRepositroy", "hello.proj RIMG0010 ContainerPorts",
                    "hello.proj RIMG0010 RustImageFiles", "hello.proj RIMG0011 Path",
                    "more.props RIMG0009 DebianSiute",
                ],
                project.Build("-p:CargoProfil=dev").Succeeded().Warnings
                    .Select(w => $"{Path.GetFileName(w.File)} {w.Code} {w.Text.Split('\'')[1]}").Order(StringComparer.Ordinal));
        }
        Assert.Contains("CheckNames is up to date.", project.Build("-p:CargoProfil=dev").Log.Select(l => l.Trim()));
    }

    [Fact]
    public void Several_images_of_one_project_get_one_warning()
    {
        using var project = TestProject.Hello();
        project.Write("src/bin/other.rs", "fn main() {}");
        project.Write("hello.proj", """
            <Project Sdk="RustImage.Sdk/0.1.0">
              <PropertyGroup>
                <CargoBins>hello;other</CargoBins>
                <DebianSiute>trixie</DebianSiute>
              </PropertyGroup>
            </Project>
            """);
        Assert.Equal(["RIMG0009"], project.Build().Succeeded().Warnings.Select(w => w.Code));
    }

    [Fact]
    public void A_wrong_name_is_shown_before_the_error_that_it_causes()
    {
        using var project = TestProject.Of("app", ("app.proj", """
            <Project Sdk="RustImage.Sdk/0.1.0"><PropertyGroup><CargoManifst>src/Cargo.toml</CargoManifst></PropertyGroup></Project>
            """));
        var build = project.Build();
        Assert.Equal("RIMG1003", build.FailedWithOneError().Code);
        Assert.Equal(["RIMG0009"], build.Warnings.Select(w => w.Code));
        Assert.False(Directory.Exists(project["target"]));
    }
}
