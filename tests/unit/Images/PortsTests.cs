using RustImage.Images;

namespace RustImage.UnitTests.Images;

public sealed class PortsTests
{
    [Theory]
    [InlineData("80", "", "80/tcp")]
    [InlineData("1", "tcp", "1/tcp")]
    [InlineData("65535", "udp", "65535/udp")]
    [InlineData("080", "", "80/tcp")]
    [InlineData("8080/tcp", "", "8080/tcp")]
    [InlineData("53/udp", "", "53/udp")]
    [InlineData("53/udp", "udp", "53/udp")]
    public void A_port_has_a_number_and_a_protocol(string number, string type, string port) =>
        Assert.Equal(port, Ports.Parse(number, type));

    [Theory]
    [InlineData("0", "tcp")]
    [InlineData("65536", "tcp")]
    [InlineData("-1", "tcp")]
    [InlineData("", "tcp")]
    [InlineData("http", "")]
    [InlineData(" 80", "")]
    [InlineData("+80", "")]
    [InlineData("80", "TCP")]
    [InlineData("80", "icmp")]
    [InlineData("80/", "")]
    [InlineData("/tcp", "")]
    [InlineData("80/icmp", "tcp")]
    [InlineData("80/tcp/udp", "")]
    [InlineData("8000-8010", "")]
    [InlineData("8000-8010/tcp", "")]
    public void An_invalid_port_is_refused(string number, string type) => AssertRefused("RIMG5003", number, type);

    [Theory]
    [InlineData("53/udp", "tcp")]
    [InlineData("53/tcp", "udp")]
    public void A_port_with_two_protocols_is_refused(string number, string type) => AssertRefused("RIMG5017", number, type);

    private static void AssertRefused(string code, string number, string type)
    {
        var failure = Assert.Throws<RustImageException>(() => Ports.Parse(number, type));
        Assert.Equal(code, failure.Code);
        Assert.Contains($"'{number}'", failure.Message, StringComparison.Ordinal);
        Assert.Contains($"'{type}'", failure.Message, StringComparison.Ordinal);
    }
}
