namespace RustImage;

/// <summary>6401 to 6419: from pushed images to the files that deploy them.</summary>
public static partial class Messages
{
    public static Diagnostic UnknownImageReference(string name, IEnumerable<string> known, string file, int line, int column) => new("RIMG6401",
        $"'rustimage://{name}' names no image of this build, which pushes {List(known)}: write the name of a project file without its extension, with the binary's behind a slash where it has several images, or add that project with a ProjectReference.", file, line, column);

    /// <param name="found">From the scheme to the end of the word.</param>
    public static Diagnostic BadImageReference(string found, string file, int line, int column) => new("RIMG6409",
        $"'{found}' is no reference to an image of this build: write rustimage:// in lower case and the name of a project file without its extension behind it, with the binary's behind a slash where it has several images, and neither a tag nor a digest, which come from the push.", file, line, column);

    public static Diagnostic NoReferenceFiles() => new("RIMG6402",
        "There is no ImageReferenceFile, so nothing to resolve: add the Kubernetes or Compose files that name images as rustimage://PROJECT.");

    public static Diagnostic NothingPushed() => new("RIMG6403",
        "No image was pushed, and only a registry gives it a digest that a deployment can pin: set ContainerRegistry, for example with -p:ContainerRegistry=ghcr.io.");

    public static Diagnostic ReferenceFileMissing(string path) => new("RIMG6404",
        $"ImageReferenceFile '{path}' is not a file: name an existing one.");

    public static Diagnostic NoReferenceIn(string file) => new("RIMG6405",
        "This file names no image as rustimage://PROJECT, and is copied as it is: write 'image: rustimage://PROJECT' where the digest should stand, or take it out of ImageReferenceFile.", file);

    public static Diagnostic PushedTwice(string name, string one, string other) => new("RIMG6406",
        $"Two projects of this build are called '{name}', and push '{one}' and '{other}': rename one, so that 'rustimage://{name}' has one meaning.");

    public static Diagnostic ResolvedTwice(string one, string other, string target) => new("RIMG6407",
        $"'{one}' and '{other}' would both be written to '{target}': put them below the project, where each keeps its folder, or rename one.", other);

    public static Diagnostic ResolvedOverSource(string source, string target) => new("RIMG6408",
        $"This file would be resolved to '{target}', which is an ImageReferenceFile itself: set RustImageResolvedDirectory to a directory without any, or take that file out.", source);
}
