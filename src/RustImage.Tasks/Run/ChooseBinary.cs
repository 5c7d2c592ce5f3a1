namespace RustImage.Tasks;

/// <summary>Says that only one of several images can be run, and which there are.</summary>
public sealed class ChooseBinary : RustImageTask
{
    public string[] Binaries { get; set; } = [];

    protected override Task RunAsync(CancellationToken cancellation) => throw Messages.ChooseBinary(List(Binaries)).ToException();
}
