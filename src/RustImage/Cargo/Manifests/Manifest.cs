using RustImage.Toml;

namespace RustImage.Cargo.Manifests;

/// <summary>One Cargo.toml as it is written, before fields are inherited from the workspace.</summary>
internal sealed class Manifest
{
    private Manifest(string path, TomlTable root)
    {
        (FilePath, Root) = (path, root);
        Package = root.Table("package") ?? root.Table("project");
        Workspace = root.Table("workspace") is { } workspace ? new WorkspaceTable(path, workspace) : null;
    }

    public string FilePath { get; }

    public string Directory => Path.GetDirectoryName(FilePath)!;

    public TomlTable Root { get; }

    /// <summary>The table [package]; null in the manifest of a virtual workspace.</summary>
    public TomlTable? Package { get; }

    /// <summary>The table [workspace]; null in a manifest that is not the root of a workspace.</summary>
    public WorkspaceTable? Workspace { get; }

    /// <exception cref="AskCargoException">
    /// cargo would refuse the file, or a key is unknown. RIMG1030, RIMG1031 and I/O errors mean the same.
    /// </exception>
    public static Manifest Read(string path)
    {
        var manifest = new Manifest(path, TomlReader.ReadFile(path));
        ManifestKeys.Check(manifest.Root, ManifestKeys.Root, "the manifest");
        if (manifest.Package is { } package)
        {
            ManifestKeys.Check(package, ManifestKeys.Package, "[package]");
            if (manifest.Workspace is not null && package.Contains("workspace"))
                throw new AskCargoException($"'{path}' has both [workspace] and package.workspace");
        }
        else if (manifest.Workspace is null || manifest.Root.Entries.Any(e => ManifestKeys.OfPackage.Contains(e.Key)))
        {
            throw new AskCargoException($"'{path}' has no [package]");
        }
        return manifest;
    }

    /// <summary>Finds the workspace root of a manifest by what this manifest, the same one or one above it, says.</summary>
    /// <param name="from">The path of the manifest whose root is wanted.</param>
    /// <returns>The path of the root's manifest; null where this manifest names no root for it.</returns>
    public string? RootFor(string from)
    {
        if (Workspace is not null)
            return Workspace.Excludes(from) ? null : FilePath;
        return Package?.String("workspace") is { } pointer ? Path.GetFullPath(Path.Combine(pointer, "Cargo.toml"), Directory) : null;
    }
}
