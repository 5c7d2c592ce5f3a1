using RustImage.Names;
using RustImage.Testing;

namespace RustImage.UnitTests.Names;

public sealed class UnknownNamesTests : IDisposable
{
    private readonly TemporaryDirectory _temporary = new();

    [Theory]
    [InlineData("<PropertyGroup><ContainerRepositroy>a</ContainerRepositroy></PropertyGroup>", "RIMG0009", "ContainerRepository")]
    [InlineData("<PropertyGroup><CargoFeature>a</CargoFeature></PropertyGroup>", "RIMG0009", "CargoFeatures")]
    [InlineData("<PropertyGroup><cargofeature>a</cargofeature></PropertyGroup>", "RIMG0009", "CargoFeatures")]
    [InlineData("<PropertyGroup><CargoFeature Condition=\"'$(CargoFeature)' == ''\">$(CargoFeature) a</CargoFeature></PropertyGroup>",
        "RIMG0009", "CargoFeatures")]
    [InlineData("<Choose><When Condition=\"1 == 2\"><PropertyGroup><DebianSiute>a</DebianSiute></PropertyGroup></When></Choose>",
        "RIMG0009", "DebianSuite")]
    [InlineData("<ItemGroup><RustImageFiles Include=\"a\" /></ItemGroup>", "RIMG0010", "RustImageFile")]
    [InlineData("<ItemGroup><ContainerPorts Include=\"a\" /></ItemGroup>", "RIMG0010", "ContainerPort")]
    [InlineData("<Target Name=\"T\"><ItemGroup><ContainerLable Include=\"a\" /></ItemGroup></Target>", "RIMG0010", "ContainerLabel")]
    [InlineData("<ItemGroup><ImagePackage Include=\"a\" File=\"b\" /></ItemGroup>", "RIMG0011", "write 'Files'")]
    [InlineData("<ItemGroup><ImagePackage Include=\"a\"><File>b</File></ImagePackage></ItemGroup>", "RIMG0011", "write 'Files'")]
    [InlineData("<ItemDefinitionGroup><RustImageFile><Mod>b</Mod></RustImageFile></ItemDefinitionGroup>", "RIMG0011", "write 'Mode'")]
    [InlineData("<ItemGroup><RustImageFile Include=\"a\" Path=\"/b\" /></ItemGroup>",
        "RIMG0011", "the item knows TargetPath, Mode, Owner, Optional")]
    [InlineData("<ItemGroup><ContainerVolume Include=\"/a\" Owner=\"b\" /></ItemGroup>", "RIMG0011", "the item has none")]
    public void A_wrong_name_gets_one_warning_with_the_right_name(string xml, string code, string right)
    {
        var warning = Assert.Single(Find(xml));
        Assert.Equal(code, warning.Code);
        Assert.Contains(right, warning.Text, StringComparison.Ordinal);
        Assert.Equal(_temporary["a.proj"], warning.File);
    }

    [Theory]
    [InlineData("<PropertyGroup><ContainerRepository>a</ContainerRepository><containertitle>b</containertitle></PropertyGroup>")]
    [InlineData("<PropertyGroup><_CargoFeature>a</_CargoFeature><Configuration>b</Configuration></PropertyGroup>")]
    [InlineData("<PropertyGroup><CargoFeature>a</CargoFeature><CargoFeatures>$(CargoFeature);b</CargoFeatures></PropertyGroup>")]
    [InlineData("<ItemGroup><RustImageFiles Include=\"a\" /><RustImageFile Include=\"@(RustImageFiles)\" /></ItemGroup>")]
    [InlineData("<ItemGroup><RustImageFile Include=\"a\" Team=\"b\" /><X Include=\"@(RustImageFile->'%(Team)')\" /></ItemGroup>")]
    [InlineData("<ItemGroup><RustImageFile Include=\"a\" Exclude=\"b\" Condition=\"true\" Link=\"d\" _Own=\"e\" mode=\"1\" /></ItemGroup>")]
    [InlineData("<ItemGroup><Other Include=\"a\" File=\"b\" /></ItemGroup>")]
    [InlineData("<Target Name=\"CargoFeature\"><CargoFeature Include=\"a\" /></Target>")]
    [InlineData("<PropertyGroup><")]
    public void Right_names_and_names_of_the_projects_own_are_silent(string xml) => Assert.Empty(Find(xml));

    [Fact]
    public void A_warning_stands_where_the_name_does()
    {
        var warnings = Find("""

              <ItemGroup>
                <ImagePackage Include="a" File="b" />
                <RustImageFiles Include="a" />
              </ItemGroup>
            """);
        Assert.Equal([(3, 31), (4, 6)], warnings.Select(w => (w.Line, w.Column)));
    }

    [Fact]
    public void A_name_of_the_command_line_gets_a_warning_unless_the_project_uses_it()
    {
        Assert.Equal(["DebianSuit"], UnknownNames.FindSimilar(["DebianSuit", "DebianSuite", "Configuration", "_CargoFeature"]));
        var warning = Assert.Single(Find("", "DebianSuit"));
        Assert.Equal(("RIMG0009", null), (warning.Code, warning.File));
        Assert.Empty(Find("<PropertyGroup><DebianSuite>$(DebianSuit)</DebianSuite></PropertyGroup>", "DebianSuit"));
    }

    [Fact]
    public void A_missing_file_has_no_names() => Assert.Empty(UnknownNames.Find([_temporary["none"]], []));

    public void Dispose() => _temporary.Dispose();

    private IReadOnlyList<Diagnostic> Find(string xml, params string[] given)
    {
        File.WriteAllText(_temporary["a.proj"], $"<Project>{xml}</Project>");
        return UnknownNames.Find([_temporary["a.proj"]], given);
    }
}
