namespace RustImage;

/// <summary>Writes files in such a way that they get their names only when they are complete.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a temporary file, then renames it. After an error the old file is unchanged.</summary>
    /// <param name="time">The time of the file. Null: now.</param>
    public static void Write(string path, Action<Stream> write, DateTime? time = null)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var temporary = NewTemporary(path);
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 17))
                write(stream);
            if (time is { } known)
                File.SetLastWriteTimeUtc(temporary, known);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <returns>The path of a new temporary file in the same directory.</returns>
    internal static string NewTemporary(string path) =>
        Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}");

    /// <summary>Tells for which file a temporary file was made. A killed build may leave its temporary files.</summary>
    /// <returns>Null where the file is not a temporary file of this class.</returns>
    internal static string? TargetOf(string temporary)
    {
        var name = Path.GetFileName(temporary);
        var end = name.Length - Path.GetRandomFileName().Length - 1;
        return end > 1 && name[0] == '.' && name[end] == '.' ? Path.Combine(Path.GetDirectoryName(temporary)!, name[1..end]) : null;
    }

    /// <summary>Does the same as <see cref="Write"/>, and returns the digest of the written bytes.</summary>
    public static Digest WriteHashed(string path, Action<Stream> write)
    {
        Digest digest = default;
        Write(path, stream =>
        {
            using var hashing = new HashingStream(stream);
            write(hashing);
            digest = hashing.Digest();
        });
        return digest;
    }

    /// <summary>Whether a file exists and has these bytes.</summary>
    public static bool Has(string path, byte[] bytes) =>
        File.Exists(path) && new FileInfo(path).Length == bytes.Length && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes);

    public static void WriteText(string path, string text) => Write(path, s => s.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    /// <summary>
    /// Writes a file unless it has these bytes already. Then its time stays the same, so that files made from it stay up to date.
    /// </summary>
    public static void WriteIfDifferent(string path, byte[] bytes)
    {
        if (!Has(path, bytes))
            Write(path, s => s.Write(bytes));
    }
}
