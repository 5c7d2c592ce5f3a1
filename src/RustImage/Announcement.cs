namespace RustImage;

/// <summary>A sentence without a code for the build log.</summary>
/// <param name="Text">The values may hold foreign text: the log makes each of them visible.</param>
/// <param name="IsImportant">Whether a build shows it without -v:normal.</param>
internal sealed record Announcement(FormattableString Text, bool IsImportant = true)
{
    public override string ToString() => FormattableString.Invariant(Text);
}
