namespace RustImage;

/// <summary>6401 to 6419: the files that deploy pushed images.</summary>
internal static partial class Messages
{
    public static Diagnostic UnknownImageReference(
        string name, IEnumerable<string> known, string file, int line, int column) => new("RIMG6401",
        $"'rustimage://{name}' is not an image of this build, which pushes {List(known)}: write the name of a project file without its "
        + $"extension, followed by a slash and the binary's name if the project has several images; or add that project with a "
        + $"ProjectReference.", file, line, column);

    /// <param name="found">The reference from the scheme to the end of the word.</param>
    public static Diagnostic BadImageReference(string found, string file, int line, int column) => new("RIMG6409",
        $"'{found}' is not a valid reference to an image of this build: write rustimage:// in lower case and the name of a project file "
        + $"without its extension, followed by a slash and the binary's name if the project has several images, without a tag or digest: "
        + $"the digest comes from the push.", file, line, column);

    public static Diagnostic NoReferenceFiles() => new("RIMG6402",
        $"There is no ImageReferenceFile, so there is nothing to resolve: "
        + $"add the Kubernetes or Compose files that name images as rustimage://PROJECT.");

    public static Diagnostic NothingPushed() => new("RIMG6403",
        $"No image was pushed, so there is no digest that a deployment can pin: "
        + $"set ContainerRegistry, for example with -p:ContainerRegistry=ghcr.io.");

    public static Diagnostic ReferenceFileMissing(string path) => new("RIMG6404",
        $"ImageReferenceFile '{path}' is missing: create it, or remove the item.");

    public static Diagnostic NoReferenceIn(string file) => new("RIMG6405",
        $"This file does not name an image as rustimage://PROJECT, so it is copied as it is: "
        + $"write 'image: rustimage://PROJECT' where the digest is needed, or remove the file from ImageReferenceFile.", file);

    public static Diagnostic PushedTwice(string name, string one, string other) => new("RIMG6406",
        $"Two projects of this build are called '{name}', and push '{one}' and '{other}': "
        + $"rename one of them, so that 'rustimage://{name}' has one meaning.");

    public static Diagnostic ResolvedTwice(string one, string other, string target) => new("RIMG6407",
        $"'{one}' and '{other}' would both be written to '{target}': "
        + $"move them below the project, where each keeps its folder, or rename one of them.", other);

    public static Diagnostic ResolvedOverSource(string source, string target) => new("RIMG6408",
        $"This file would be written to '{target}', which is an ImageReferenceFile itself: "
        + $"set RustImageResolvedDirectory to a directory without such files, or remove that file from ImageReferenceFile.", source);
}
