namespace RustImage.UnitTests.CargoSettings;

public sealed class SettingErrorTests : SettingsCase
{
    [Theory]
    [InlineData("prots = [8080]", "RIMG1040", 1, "did you mean 'ports'")]
    [InlineData("health-check.retires = 3", "RIMG1040", 14, "did you mean 'health-check.retries'")]
    [InlineData("files = [{ include = 'a', traget = '/' }]", "RIMG1040", 27, "did you mean 'target'")]
    [InlineData("annotations = { a = { value = '1', lvl = 'x' } }", "RIMG1040", 36, "did you mean 'level'")]
    [InlineData("ports = 8080", "RIMG1041", 9, "an integer, but must be an array of strings or integers")]
    [InlineData("ports = [80, true]", "RIMG1041", 14, "a boolean")]
    [InlineData("strip = 'no'", "RIMG1041", 9, "a string, but must be a boolean")]
    [InlineData("env = ['A=1']", "RIMG1041", 7, "a table of strings, integers or booleans")]
    [InlineData("files = ['a', 1]", "RIMG1041", 15, "an integer")]
    [InlineData("links = ['/a']", "RIMG1041", 10, "must be a table")]
    [InlineData("health-check = 'x'", "RIMG1041", 16, "must be a table")]
    [InlineData("compression-level = 'tiny'", "RIMG1042", 21, "'fast', 'balanced', 'small'")]
    [InlineData("profile = ''", "RIMG1042", 11, "not empty")]
    [InlineData("tags = ['a;b']", "RIMG1042", 9, "without ';'")]
    [InlineData("links = [{ path = '/a' }]", "RIMG1043", 10, "no 'target'")]
    [InlineData("ports = [70000]", "RIMG5003", 10, "70000")]
    [InlineData("health-check.interval = '5'", "RIMG5012", 25, "ContainerHealthCheckInterval")]
    [InlineData("stop-signal = 'SIGNONE'", "RIMG5015", 15, "SIGNONE")]
    [InlineData("platform = 'linux-z80'", "RIMG2006", 12, "linux-z80")]
    [InlineData("directories = [{ path = '/a', mode = '999' }]", "RIMG4004", 38, "999")]
    [InlineData("volumes = ['data']", "RIMG5016", 12, "data")]
    [InlineData("base-image = 'UPPER'", "RIMG5101", 14, "UPPER")]
    public void An_error_stands_at_its_line_and_column(string line, string code, int column, string text)
    {
        var error = Assert.Single(ErrorsOf(line));
        Assert.Equal((code, Package, 2), (error.Code, error.File, error.Line));
        Assert.Contains(text, error.Text, StringComparison.Ordinal);
        Assert.Equal(column, error.Column);
    }

    [Fact]
    public void One_build_shows_the_errors_of_all_keys() =>
        Assert.Equal(["RIMG1040", "RIMG1041", "RIMG5003"], ErrorsOf("prots = 1", "strip = 1", "ports = [0]").Select(e => e.Code));

    [Fact]
    public void A_value_in_place_of_the_table_is_an_error() =>
        Assert.Equal("RIMG1041", Assert.Throws<RustImageException>(() => Read("[package.metadata]\nrustimage = true\n")).Code);
}
