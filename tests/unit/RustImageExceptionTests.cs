namespace RustImage.UnitTests;

public sealed class RustImageExceptionTests
{
    [Fact]
    public void The_message_lists_all_diagnostics_and_the_code_is_that_of_the_first()
    {
        var failure = new RustImageException([new Diagnostic("RIMG0001", "one"), new Diagnostic("RIMG0002", "two")]);
        Assert.Equal(("RIMG0001", "one\ntwo"), (failure.Code, failure.Message));
    }

    [Fact]
    public void An_exception_needs_at_least_one_diagnostic() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RustImageException([]));
}
