using RustImage.Images;

namespace RustImage.UnitTests.Images;

public sealed class StopSignalTests
{
    [Theory]
    [InlineData("SIGTERM", "SIGTERM")]
    [InlineData("15", "SIGTERM")]
    [InlineData("1", "SIGHUP")]
    [InlineData("31", "SIGSYS")]
    [InlineData("SIGRTMIN", "SIGRTMIN")]
    [InlineData("SIGRTMIN+3", "SIGRTMIN+3")]
    [InlineData("37", "SIGRTMIN+3")]
    [InlineData("SIGRTMIN+15", "SIGRTMIN+15")]
    [InlineData("50", "SIGRTMAX-14")]
    [InlineData("64", "SIGRTMAX")]
    public void A_signal_name_or_number_becomes_a_name(string text, string name) => Assert.Equal(name, StopSignal.Parse(text));

    [Theory]
    [InlineData("0")]
    [InlineData("32")]
    [InlineData("65")]
    [InlineData("-15")]
    [InlineData("SIG")]
    [InlineData("TERM")]
    [InlineData("sigterm")]
    [InlineData("SIGRTMIN+0")]
    [InlineData("SIGRTMIN+16")]
    [InlineData("SIGRTMIN+03")]
    [InlineData(" SIGTERM")]
    public void An_unknown_signal_is_refused(string text)
    {
        var failure = Assert.Throws<RustImageException>(() => StopSignal.Parse(text));
        Assert.Equal("RIMG5015", failure.Code);
        Assert.Contains($"'{text}'", failure.Message, StringComparison.Ordinal);
    }
}
