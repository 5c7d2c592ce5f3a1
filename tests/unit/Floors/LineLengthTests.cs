namespace RustImage.UnitTests.Floors;

public sealed class LineLengthTests
{
    /// <summary>The same as max_line_length in .editorconfig.</summary>
    private const int Columns = 140;

    [Theory]
    [InlineData("*.cs")]
    [InlineData("*.props")]
    [InlineData("*.targets")]
    public void Lines_fit_into_the_columns_of_editorconfig(string pattern)
    {
        string[] files = [.. new[] { "build", "src", "tests" }.SelectMany(d => Repository.Files(d, pattern))];
        Assert.NotEmpty(files);
        Assert.Empty(
            from file in files
            from line in Repository.Read(file).Split('\n').Index()
            where line.Item.TrimEnd('\r').Length > Columns
            select $"{file}:{line.Index + 1} has {line.Item.Length} columns");
    }

    [Fact]
    public void Editorconfig_names_the_same_number() =>
        Assert.Contains($"max_line_length = {Columns}", File.ReadAllText(Path.Combine(Repository.Root, ".editorconfig")),
            StringComparison.Ordinal);
}
