namespace RustImage.Formats.Xz;

/// <summary>Makes the exceptions of the xz decoder, which are all of one type.</summary>
internal static class Damage
{
    public static InvalidDataException Of(string reason) => new($"The xz data is damaged: {reason}.");

    public static InvalidDataException Unsupported(string reason) => new($"The xz data can't be read: {reason}.");
}
