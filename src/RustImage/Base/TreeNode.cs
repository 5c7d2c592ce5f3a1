using RustImage.Base.Content;

namespace RustImage.Base;

/// <summary>A file or directory in a <see cref="MergedTree"/>.</summary>
/// <param name="target">The target of a symbolic link; null for other nodes.</param>
/// <param name="content">The digest of a regular file whose content is on this machine; else null.</param>
internal sealed class TreeNode(EntryKind kind, string? target = null, Digest? content = null)
{
    private Dictionary<string, TreeNode>? _children;

    public EntryKind Kind => kind;

    public string? Target => target;

    public Digest? Content => content;

    /// <summary>The owner and mode of a directory, from the highest layer with an entry for it.</summary>
    public EntryOwner Owner { get; set; } = EntryOwner.Default;

    /// <summary>The names in a directory; empty for other nodes.</summary>
    public Dictionary<string, TreeNode> Children => _children ??= new(StringComparer.Ordinal);
}
