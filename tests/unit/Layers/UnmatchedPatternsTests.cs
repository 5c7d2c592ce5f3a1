using RustImage.Layers;
using RustImage.Testing;

namespace RustImage.UnitTests.Layers;

public sealed class UnmatchedPatternsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_pattern_without_a_match_is_reported_at_its_element()
    {
        var warning = Assert.Single(Find("""
            <Project>
              <ItemGroup>
                <RustImageFile Include="app.proj;nosuch/**" />
              </ItemGroup>
            </Project>
            """));
        Assert.Equal(("RIMG4010", _directory["app.proj"], 3, 5), (warning.Code, warning.File, warning.Line, warning.Column));
        Assert.Contains("'nosuch/**'", warning.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""<ItemGroup><RustImageFile Include="nosuch.txt" /></ItemGroup>""")]
    [InlineData("""<ItemGroup><RustImageFile Include="*.proj" /></ItemGroup>""")]
    [InlineData("""<ItemGroup><RustImageFile Include="nosuch/*" Optional="true" /></ItemGroup>""")]
    [InlineData("""<ItemGroup><RustImageFile Include="nosuch/*"><Optional>True</Optional></RustImageFile></ItemGroup>""")]
    [InlineData("""<ItemGroup><RustImageFile Include="nosuch/*" Condition="false" /></ItemGroup>""")]
    [InlineData("""<ItemGroup Condition="false"><RustImageFile Include="nosuch/*" /></ItemGroup>""")]
    [InlineData("""<ItemGroup><RustImageFile Remove="nosuch/*" /><RustImageFile Update="nosuch/*" Mode="0600" /></ItemGroup>""")]
    [InlineData("""<Target Name="T"><ItemGroup><RustImageFile Include="nosuch/*" /></ItemGroup></Target>""")]
    [InlineData("""<ItemGroup><Other Include="nosuch/*" /></ItemGroup><!-- RustImageFile -->""")]
    [InlineData("""<Choose><When Condition="false"><ItemGroup><RustImageFile Include="nosuch/*" /></ItemGroup></When></Choose>""")]
    [InlineData("""<ItemGroup><RustImageFile Include="$(Unknown)/*" Condition="unknown" /></ItemGroup>""")]
    public void Other_elements_are_not_reported(string body) => Assert.Empty(Find($"<Project>{body}</Project>"));

    [Theory]
    [InlineData("""<ItemGroup><rustimagefile Include="nosuch/*" Condition="true" /></ItemGroup>""")]
    [InlineData("""<ItemGroup Condition=" "><RustImageFile Include="nosuch/*" Optional="false" /></ItemGroup>""")]
    [InlineData("""<ItemGroup><RustImageFile Include="$(MSBuildThisFileDirectory)nosuch/*" /></ItemGroup>""")]
    [InlineData("""
        <Choose>
          <When Condition="false" />
          <Otherwise><ItemGroup><RustImageFile Include="nosuch/*" /></ItemGroup></Otherwise>
        </Choose>
        """)]
    public void An_element_that_counts_is_reported(string body) => Assert.Single(Find($"<Project>{body}</Project>"));

    [Fact]
    public void Without_an_evaluated_project_only_plain_elements_are_reported()
    {
        File.WriteAllText(_directory["app.proj"], """
            <Project><ItemGroup>
              <RustImageFile Include="nosuch/*" />
              <RustImageFile Include="nosuch/*" Condition="true" />
              <RustImageFile Include="$(X)nosuch/*" />
            </ItemGroup></Project>
            """);
        var found = UnmatchedPatterns.Find([_directory["app.proj"]], new PlainValues(), [], _directory.Path);
        Assert.Equal([2], found.Select(d => d.Line));
    }

    private List<Diagnostic> Find(string project)
    {
        File.WriteAllText(_directory["app.proj"], project);
        return [.. UnmatchedPatterns.Find([_directory["app.proj"], _directory["none.props"]], new Values(), [], _directory.Path)];
    }

    /// <summary>Conditions are "true", "false" or unknown.</summary>
    private sealed class Values : IProjectValues
    {
        public string? Expand(string text) => text;

        public bool? IsTrue(string condition) => bool.TryParse(condition, out var value) ? value : null;
    }
}
