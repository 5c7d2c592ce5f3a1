using RustImage.Base.Content;

namespace RustImage.Base;

/// <summary>A name in the tree of a base.</summary>
/// <param name="target">Of a symbolic link.</param>
/// <param name="content">Of a regular file that is unpacked on this machine.</param>
internal sealed class TreeNode(EntryKind kind, string? target = null, Digest? content = null)
{
    private Dictionary<string, TreeNode>? _children;

    public EntryKind Kind => kind;

    public string? Target => target;

    public Digest? Content => content;

    /// <summary>Of a directory: what the uppermost layer that names it says.</summary>
    public EntryOwner Owner { get; set; } = EntryOwner.Default;

    /// <summary>By name; of a directory only.</summary>
    public Dictionary<string, TreeNode> Children => _children ??= new(StringComparer.Ordinal);
}
