namespace RustImage;

/// <summary>Files that appear under their name only when they are whole.</summary>
public static class AtomicFile
{
    /// <summary>Writes beside the file first, then renames; an error leaves the old file as it was.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var temporary = NewTemporary(path);
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 17))
                write(stream);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <returns>A path beside a file, for what is to take the file's name.</returns>
    internal static string NewTemporary(string path) =>
        Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}");

    /// <summary>The file that a writer who was killed has left the beginning of.</summary>
    /// <returns>Null for a file that is none of these.</returns>
    internal static string? TargetOf(string temporary)
    {
        var name = Path.GetFileName(temporary);
        var end = name.Length - Path.GetRandomFileName().Length - 1;
        return end > 1 && name[0] == '.' && name[end] == '.' ? Path.Combine(Path.GetDirectoryName(temporary)!, name[1..end]) : null;
    }

    /// <summary>The same, and takes the digest of what is written.</summary>
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

    /// <summary>Whether a file is there and has these bytes.</summary>
    public static bool Has(string path, byte[] bytes) =>
        File.Exists(path) && new FileInfo(path).Length == bytes.Length && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes);

    public static void WriteText(string path, string text) => Write(path, s => s.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    /// <summary>Leaves a file that already has these bytes alone, its time included: what depends on it stays up to date.</summary>
    public static void WriteIfDifferent(string path, byte[] bytes)
    {
        if (!Has(path, bytes))
            Write(path, s => s.Write(bytes));
    }
}
