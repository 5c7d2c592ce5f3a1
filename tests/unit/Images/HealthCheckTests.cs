using System.Text;
using RustImage.Images;

namespace RustImage.UnitTests.Images;

public sealed class HealthCheckTests
{
    [Fact]
    public void A_health_check_is_written_in_the_format_of_Docker()
    {
        var check = Create(["/app/hello", "--check it"], "1m30s", "500ms", "1.5h", "2s", "4");
        Assert.Contains(
            "\"Healthcheck\":" + """{"Test":["CMD","/app/hello","--check it"],"Interval":90000000000,"Timeout":500000000""" +
            ""","StartPeriod":5400000000000,"StartInterval":2000000000,"Retries":4}""",
            Config(check), StringComparison.Ordinal);
    }

    [Fact]
    public void Unset_values_are_left_to_the_engine() => Assert.Contains(
        """
        "Healthcheck":{"Test":["CMD","/app/hello"]}
        """, Config(Create(["/app/hello"], startPeriod: "0s", retries: "0")), StringComparison.Ordinal);

    [Fact]
    public void Without_a_command_there_is_no_health_check() => Assert.Null(Create([]));

    [Theory]
    [InlineData("30s", 30_000_000_000)]
    [InlineData("1h2m3s4ms5us6ns", 3_723_004_005_006)]
    [InlineData("1µs", 1_000)]
    [InlineData("0.5s", 500_000_000)]
    [InlineData("90m", 5_400_000_000_000)]
    [InlineData("0", 0)]
    public void A_duration_has_the_format_of_Go(string text, long nanoseconds) => Assert.Equal(nanoseconds, Duration.Parse(text));

    [Theory]
    [InlineData("30")]
    [InlineData("-30s")]
    [InlineData("30 s")]
    [InlineData("s")]
    [InlineData("1d")]
    [InlineData("30S")]
    [InlineData("00:00:30")]
    [InlineData("999us")]
    [InlineData("9999999999999h")]
    [InlineData("9999999999999999999h9999999999999999999h")]
    [InlineData("٣s")]
    public void An_invalid_duration_is_refused(string text)
    {
        AssertRefused("RIMG5012", $"ContainerHealthCheckInterval is '{text}'", () => Create(["x"], interval: text));
        AssertRefused("RIMG5012", $"ContainerHealthCheckStartInterval is '{text}'", () => Create(["x"], startInterval: text));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("three")]
    [InlineData("1.5")]
    public void Invalid_retries_are_refused(string text) => AssertRefused("RIMG5013", $"'{text}'", () => Create(["x"], retries: text));

    [Fact]
    public void Settings_without_a_command_are_refused()
    {
        AssertRefused("RIMG5014", "ContainerHealthCheckTimeout is '3s'", () => Create([], timeout: "3s", retries: "1"));
        AssertRefused("RIMG5014", "ContainerHealthCheckRetries is '1'", () => Create([], retries: "1"));
    }

    private static HealthCheck? Create(
        string[] command, string interval = "", string timeout = "", string startPeriod = "", string startInterval = "",
        string retries = "") =>
        HealthCheck.Create(command, interval, timeout, startPeriod, startInterval, retries);

    private static string Config(HealthCheck? check) =>
        Encoding.UTF8.GetString(ImageConfig.Create(FixedImage.Settings with { HealthCheck = check }, FixedImage.Tars).Bytes);

    private static void AssertRefused(string code, string quoted, Action create)
    {
        var failure = Assert.Throws<RustImageException>(create);
        Assert.Equal(code, failure.Code);
        Assert.Contains(quoted, failure.Message, StringComparison.Ordinal);
    }
}
