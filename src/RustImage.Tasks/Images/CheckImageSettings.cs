using Microsoft.Build.Framework;
using RustImage.Closure;
using RustImage.Images;
using RustImage.Layers;

namespace RustImage.Tasks;

/// <summary>Fails where the container properties and items are wrong, before cargo compiles. ConfigureImage reads them again.</summary>
public sealed class CheckImageSettings : ImageSettingsTask, ICacheUser
{
    /// <summary>
    /// The RustImageFile items where ContainerUser is a name on a base image: one of them may replace the base's list of users. Else empty.
    /// </summary>
    public ITaskItem[] AccountFiles { get; set; } = [];

    [Required]
    public string CompressionLevel { get; set; } = "";

    [Required]
    public string CacheDirectory { get; set; } = "";

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        var accounts = await FindAccountsAsync(cancellation).ConfigureAwait(false);
        var errors = new DiagnosticBag();
        errors.Collect(() => ReadSettings(hasCertificates: false, accounts));
        errors.Collect(() => GzipCompressor.Parse(CompressionLevel));
        errors.ThrowIfAny();
    }

    /// <returns>
    /// Null if the user is a number, or if a file of the project holds the accounts: cargo may have to build that file first.
    /// </returns>
    private async Task<Accounts?> FindAccountsAsync(CancellationToken cancellation)
    {
        // A number needs no accounts, and those of a base take milliseconds to read.
        if (User.Length == 0 || ImageSettings.IsUser(User, Accounts.None))
            return null;
        if (AccountFiles.Any(f => Accounts.AreIn(ReadImageFiles.ResolveTarget(f, WorkingDirectory))))
            return null;
        return Accounts.OfBase(await UsedBase.OpenTreeAsync(BaseState, CacheDirectory, cancellation).ConfigureAwait(false));
    }
}
