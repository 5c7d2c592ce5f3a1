namespace RustImage;

/// <summary>
/// Every coded message, in one place. Each quotes what was found, then says what to do next.
/// The first digit is the step: 0 project, 1 cargo, 2 toolchain and binary, 3 closure, 4 layers, 5 image, 6 outputs.
/// </summary>
public static class Messages
{
    public static Diagnostic NotElf(string path, string found) => new("RIMG2001",
        $"'{path}' is {found}, not a Linux ELF file, so no Linux container can run it: build for a Linux target, for example with -p:CargoTarget=x86_64-unknown-linux-gnu.");

    public static Diagnostic MalformedElf(string path, string what) => new("RIMG2002",
        $"'{path}' is not a sound ELF file: {what}. Delete it and build again, or replace it by a whole copy.");

    public static Diagnostic WrongMachine(string path, string found, string wanted) => new("RIMG2003",
        $"'{path}' is made for {found}, but the image is for {wanted}: build it for that target, or set ContainerRuntimeIdentifier to its platform.");

    public static Diagnostic UnreadableFile(string path, string reason) => new("RIMG2004",
        $"'{path}' can't be read ({reason.TrimEnd('.')}): check that it is there and that this user may read it.");
}
