using Microsoft.Build.Framework;

namespace RustImage.Tasks;

/// <content>The task's parameters.</content>
public sealed partial class ResolveImageClosure
{
    /// <summary>The binary that goes into the image.</summary>
    [Required]
    public string Application { get; set; } = "";

    /// <summary>The path of the binary in the image.</summary>
    [Required]
    public string ApplicationPath { get; set; } = "";

    /// <summary>"Debian", "Host", or a directory that holds a root file system.</summary>
    [Required]
    public string LibrarySource { get; set; } = "";

    [Required]
    public string RuntimeIdentifier { get; set; } = "";

    /// <summary>Knows whether what the project adds has changed.</summary>
    [Required]
    public string FilesState { get; set; } = "";

    /// <summary>What the project adds.</summary>
    [Required]
    public string UserEntriesFile { get; set; } = "";

    /// <summary>ImagePackage items, with Files.</summary>
    public ITaskItem[] Packages { get; set; } = [];

    /// <summary>RustImageCertificates: auto, true or false.</summary>
    public string Certificates { get; set; } = "";

    /// <summary>ImageCertificate items.</summary>
    public ITaskItem[] CertificateFiles { get; set; } = [];

    /// <summary>Written where the image has certificates: all of them in one PEM file.</summary>
    [Required]
    public string CertificateBundle { get; set; } = "";

    /// <summary>Knows the crates of the application.</summary>
    [Required]
    public string BinaryState { get; set; } = "";

    /// <summary>The state of the base image; empty for an image without one.</summary>
    public string BaseState { get; set; } = "";

    /// <summary>Whether the lock moves to the newest versions first.</summary>
    public bool Update { get; set; }

    /// <inheritdoc cref="Closure.Resolvers.LockSettings.FollowsPlatform"/>
    public bool FollowsPlatform { get; set; }

    [Required]
    public string ClosureState { get; set; } = "";
}
