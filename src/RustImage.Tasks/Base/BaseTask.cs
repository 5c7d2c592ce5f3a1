using Microsoft.Build.Framework;
using RustImage.Base;
using RustImage.Registry;

namespace RustImage.Tasks;

/// <summary>A task that asks for the base image.</summary>
public abstract class BaseTask : RustImageTask, ICacheUser
{
    /// <summary>ContainerBaseImage.</summary>
    [Required]
    public string BaseImage { get; set; } = "";

    [Required]
    public string LockFile { get; set; } = "";

    /// <summary>Whether the lock must name the base image already.</summary>
    public bool Locked { get; set; }

    [Required]
    public string CacheDirectory { get; set; } = "";

    /// <summary>Hosts that may speak plain HTTP.</summary>
    public string[] InsecureRegistries { get; set; } = [];

    /// <summary>A PEM file, or empty.</summary>
    public string CertificateFile { get; set; } = "";

    private protected BaseReference Reference => BaseReference.Parse(BaseImage.Trim(), ProjectDirectory);

    private protected BasePull OpenPull() => new(
        new BaseSettings(LockFile, Locked, DebianTask.DirectoryIn(CacheDirectory), CacheDirectory, new RegistrySettings
        {
            WorkingDirectory = ProjectDirectory,
            Use = RegistryUse.Pull,
            InsecureRegistries = List(InsecureRegistries),
            CertificateFile = OrNull(CertificateFile),
        }),
        new TransferLog(Log));
}
