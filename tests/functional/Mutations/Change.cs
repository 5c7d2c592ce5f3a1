namespace RustImage.FunctionalTests.Mutations;

/// <summary>How far the change of an input reaches.</summary>
internal enum Change
{
    /// <summary>Neither the image nor the archive's bytes; its name may be another.</summary>
    Nothing,

    /// <summary>The archive's bytes, such as the image's name, and not the image's digest.</summary>
    NewArchive,

    NewDigest,
}
