namespace RustImage;

/// <summary>8101 to 8119: what ExplainImage finds.</summary>
internal static partial class Messages
{
    public static Diagnostic NothingToExplain(string question, IReadOnlyList<string> near) => new("RIMG8101",
        $"RustImageExplain is '{question}', but nothing in the image has that in its name: {(near.Count > 0
            ? $"did you mean {List(near)}?"
            : "use a part of a path, of a package's name or of a library's name, or leave the property out to see everything.")}");

    public static Diagnostic WastedBytes(string efficiency, string bytes, IEnumerable<string> paths) => new("RIMG8102",
        $"The image's efficiency is {efficiency}: {bytes} belong to files that a later layer replaces, {List(paths)}. "
        + $"Add each of them in one layer only.");
}
