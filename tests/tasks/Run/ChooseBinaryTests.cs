using RustImage.Tasks;

namespace RustImage.TaskTests.Run;

public sealed class ChooseBinaryTests : TaskCase
{
    [Fact]
    public void The_error_names_every_image_and_an_example()
    {
        var error = Fail(new ChooseBinary { Binaries = ["one;two"] });
        Assert.Equal("RIMG1011", error.Code);
        Assert.Contains("'one'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'two'", error.Message, StringComparison.Ordinal);
        Assert.Contains("-p:CargoBin=one", error.Message, StringComparison.Ordinal);
    }
}
