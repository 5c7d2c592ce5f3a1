namespace RustImage.FunctionalTests.Mutations;

/// <summary>What a changed input changes.</summary>
internal enum Change
{
    /// <summary>Neither the image nor the bytes of the archive. The name of the archive may change.</summary>
    Nothing,

    /// <summary>The bytes of the archive, such as the image name, and not the image digest.</summary>
    NewArchive,

    NewDigest,
}
