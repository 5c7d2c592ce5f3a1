using RustImage.FunctionalTests.Harness;
using RustImage.FunctionalTests.Images;

namespace RustImage.FunctionalTests.Tests;

/// <summary>RustImageFile items that matter to more than their own place.</summary>
public sealed class AddedFileTests
{
    private const string Library = """<RustImageFile Include="native/libadded.so" TargetPath="/usr/lib/x86_64-linux-gnu/libadded.so.1" />""";
    private const string Text = """<RustImageFile Include="Cargo.toml" TargetPath="/{0}/Cargo.toml" />""";

    [Theory]
    [InlineData("etc", false)]
    [InlineData("etc", true)]
    [InlineData("zzz", false)]
    [InlineData("zzz", true)]
    public void A_library_that_the_project_adds_is_found_in_whichever_order_its_files_are_named(string directory, bool libraryFirst)
    {
        using var project = TestProject.Hello();
        BinaryFailureTests.CallForeign(project, "int answer(void) { return 42; }", library: "added", "-shared", "-Wl,-soname,libadded.so.1");
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
    public void Files_that_cannot_be_in_the_image_are_one_coded_error(string items, string code)
    {
        using var project = TestProject.Hello();
        File.CreateSymbolicLink(project["dangling"], "nowhere");
        project.Write("hello.proj", Project(items));

        Assert.Equal(code, project.Build().FailedWithOneError().Code);
    }

    private static string Project(string items) => $"""<Project Sdk="RustImage.Sdk/0.1.0"><ItemGroup>{items}</ItemGroup></Project>""";
}
