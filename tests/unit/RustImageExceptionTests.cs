namespace RustImage.UnitTests;

public sealed class RustImageExceptionTests
{
    [Fact]
    public void It_says_everything_and_has_the_code_of_the_first()
    {
        var failure = new RustImageException([new Diagnostic("RIMG0001", "one"), new Diagnostic("RIMG0002", "two")]);
        Assert.Equal(("RIMG0001", "one\ntwo"), (failure.Code, failure.Message));
    }

    [Fact]
    public void It_needs_something_to_say() => Assert.Throws<ArgumentOutOfRangeException>(() => new RustImageException([]));
}
