using Microsoft.Build.Framework;
using RustImage.Images;

namespace RustImage.Tasks;

/// <summary>The platforms of a project → whether one index can hold their images, and which of them this machine runs.</summary>
public sealed class CheckPlatforms : RustImageTask
{
    /// <summary>Runtime identifiers in the project's order, each with MetadataState, Registries, Repositories and ImageTags.</summary>
    [Required]
    public ITaskItem[] Platforms { get; set; } = [];

    /// <summary>.NET's name of this machine's processor: X64.</summary>
    [Required]
    public string HostArchitecture { get; set; } = "";

    /// <summary>The first of the platforms. The names of its image are those of all.</summary>
    [Output]
    public ITaskItem? First { get; set; }

    /// <summary>The platform that this machine runs without emulation. Null where it is not among them.</summary>
    [Output]
    public ITaskItem? Host { get; set; }

    protected override Task RunAsync(CancellationToken cancellation)
    {
        IReadOnlyList<NamedPlatform> platforms = [.. Platforms.Select(Read)];
        NamedPlatform.CheckTogether(platforms);
        First = Platforms[0];
        Host = NamedPlatform.FindHost(platforms, HostArchitecture) is >= 0 and var index ? Platforms[index] : null;
        return Task.CompletedTask;
    }

    private static NamedPlatform Read(ITaskItem item) => new(item.ItemSpec, CheckImages.ReadReferences(item));
}
