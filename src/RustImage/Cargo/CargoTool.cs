using System.ComponentModel;

namespace RustImage.Cargo;

/// <summary>cargo, started where the project lies, so that rustup's and cargo's own rules find rust-toolchain.toml and .cargo/config.toml.</summary>
/// <param name="Program">"cargo", or the path of one.</param>
/// <param name="WorkingDirectory">The directory of Cargo.toml.</param>
/// <param name="Environment">Variables set over the inherited ones.</param>
public sealed record CargoTool(string Program, string WorkingDirectory, IReadOnlyDictionary<string, string?>? Environment = null)
{
    /// <exception cref="RustImageException">RIMG1001: there is no cargo to start.</exception>
    public async Task<CommandResult> CaptureAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        try
        {
            return await ProcessRunner.CaptureAsync(new Command(Program, arguments, WorkingDirectory, Environment), cancellation).ConfigureAwait(false);
        }
        catch (Win32Exception e)
        {
            throw Messages.CargoNotFound(Program, e.Message).ToException(e);
        }
    }

    /// <inheritdoc cref="ProcessRunner.RunAsync"/>
    /// <exception cref="RustImageException">RIMG1001: there is no cargo to start.</exception>
    public async Task<int> RunAsync(
        IReadOnlyList<string> arguments, Action<string> onOutput, Action<string> onError, CancellationToken cancellation)
    {
        try
        {
            return await ProcessRunner.RunAsync(new Command(Program, arguments, WorkingDirectory, Environment), onOutput, onError, cancellation).ConfigureAwait(false);
        }
        catch (Win32Exception e)
        {
            throw Messages.CargoNotFound(Program, e.Message).ToException(e);
        }
    }
}
