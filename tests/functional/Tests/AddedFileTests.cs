using RustImage.FunctionalTests.Harness;
using RustImage.FunctionalTests.Images;

namespace RustImage.FunctionalTests.Tests;

/// <summary>RustImageFile items that affect more than their own path.</summary>
public sealed class AddedFileTests
{
    private const string Library =
        """<RustImageFile Include="native/libadded.so" TargetPath="/usr/lib/x86_64-linux-gnu/libadded.so.1" />""";
    private const string Text = """<RustImageFile Include="Cargo.toml" TargetPath="/{0}/Cargo.toml" />""";

    [Theory]
    [InlineData("etc", false)]
    [InlineData("etc", true)]
    [InlineData("zzz", false)]
    [InlineData("zzz", true)]
    public void A_library_added_by_the_project_is_found_in_any_order_of_files(string directory, bool libraryFirst)
    {
        using var project = TestProject.Hello();
        BinaryFailureTests.CallForeign(project, "int answer(void) { return 42; }", library: "added", "-shared",
            "-Wl,-soname,libadded.so.1");
        var text = Text.Replace("{0}", directory, StringComparison.Ordinal);
        project.Write("hello.proj", Project(libraryFirst ? Library + text : text + Library));

        project.Build().SucceededWithoutWarning();

        var image = ImageArchive.Read(project.Archive());
        Assert.Equal(File.ReadAllBytes(project["native/libadded.so"]), image.Find("/usr/lib/x86_64-linux-gnu/libadded.so.1").Bytes);
        Assert.Equal(File.ReadAllBytes(project["Cargo.toml"]), image.Find($"/{directory}/Cargo.toml").Bytes);
    }

    [Theory]
    [InlineData("""<RustImageFile Include="Cargo.toml;Cargo.lock" TargetPath="/opt/x" />""", "RIMG4001")]
    [InlineData("""<RustImageFile Include="Cargo.toml;Cargo.toml" />""", "RIMG4001")]
    [InlineData("""<RustImageFile Include="Cargo.toml" TargetPath="/app/hello" />""", "RIMG4001")]
    [InlineData("""<RustImageFile Include="no-such-file" />""", "RIMG4002")]
    [InlineData("""<RustImageFile Include="dangling" />""", "RIMG4002")]
    [InlineData("""<RustImageFile Include="src" />""", "RIMG4002")]
    public void A_file_that_cannot_be_added_is_one_error_with_a_code(string items, string code)
    {
        using var project = TestProject.Hello();
        File.CreateSymbolicLink(project["dangling"], "nowhere");
        project.Write("hello.proj", Project(items));

        Assert.Equal(code, project.Build().FailedWithOneError().Code);
    }

    [Fact]
    public void A_target_can_add_generated_files_and_later_changes_are_noticed()
    {
        using var project = TestProject.Hello();
        project.Write("hello.proj", WithTarget("ReadImageFiles"));
        project.Build("-p:Text=one").SucceededWithoutWarning();
        Assert.Equal("one\n"u8.ToArray(), ImageArchive.Read(project.Archive()).Find("/etc/build").Bytes);
        project.Build("-p:Text=one").SucceededWithoutWarning().AssertUpToDate("ReadImageFiles", "BuildImageLayers");
        project.Build("-p:Text=two").SucceededWithoutWarning();

        Assert.Equal("two\n"u8.ToArray(), ImageArchive.Read(project.Archive()).Find("/etc/build").Bytes);
    }

    [Theory]
    [InlineData("ResolveImageClosure")]
    [InlineData("ConfigureImage")]
    public void A_file_added_too_late_by_a_target_is_an_error(string step)
    {
        using var project = TestProject.Hello();
        project.Write("hello.proj", WithTarget(step));

        var error = project.Build("-p:Text=one").FailedWithOneError();

        Assert.Equal("RIMG4009", error.Code);
        Assert.Contains("0 files, 0 links, 0 directories then, 1 files", error.Text, StringComparison.Ordinal);
        Assert.Contains("BeforeTargets=\"ReadImageFiles\"", error.Text, StringComparison.Ordinal);
    }

    private static string WithTarget(string step) => $"""
        <Project Sdk="RustImage.Sdk/0.1.0">
          <Target Name="AddBuildInfo" BeforeTargets="{step}">
            <WriteLinesToFile File="$(IntermediateOutputPath)build.txt" Lines="$(Text)" Overwrite="true" WriteOnlyWhenDifferent="true" />
            <ItemGroup>
              <RustImageFile Include="$(IntermediateOutputPath)build.txt" TargetPath="/etc/build" />
            </ItemGroup>
          </Target>
        </Project>
        """;

    private static string Project(string items) => $"""<Project Sdk="RustImage.Sdk/0.1.0"><ItemGroup>{items}</ItemGroup></Project>""";
}
