namespace RustImage.Tasks;

/// <summary>Fails with the names of a project's images: only one of them can be run.</summary>
public sealed class ChooseBinary : RustImageTask
{
    public string[] Binaries { get; set; } = [];

    protected override Task RunAsync(CancellationToken cancellation) => throw Messages.ChooseBinary(List(Binaries)).ToException();
}
