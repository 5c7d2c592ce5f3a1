namespace RustImage.Evidence.Text;

/// <summary>A node of a tree that is drawn with lines, as by tree(1).</summary>
internal sealed record TextTree(string Text, IReadOnlyList<TextTree> Children)
{
    public static TextTree Leaf(string text) => new(text, []);

    /// <summary>Draws this node and those below it.</summary>
    public IEnumerable<string> Lines() => Below("").Prepend(Text);

    private IEnumerable<string> Below(string margin)
    {
        foreach (var (index, child) in Children.Index())
        {
            var isLast = index == Children.Count - 1;
            yield return margin + (isLast ? "└─ " : "├─ ") + child.Text;
            foreach (var line in child.Below(margin + (isLast ? "   " : "│  ")))
                yield return line;
        }
    }
}
