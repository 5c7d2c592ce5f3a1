using Microsoft.Win32.SafeHandles;

namespace RustImage.Elf;

/// <summary>
/// Reads a file in pieces. It is not mapped into memory, since the process would crash if somebody truncated the file.
/// </summary>
internal sealed class FileBytes : IByteSource, IDisposable
{
    private readonly string path;
    private readonly SafeFileHandle handle;

    /// <exception cref="RustImageException">RIMG2004: the file can't be opened.</exception>
    public FileBytes(string path)
    {
        this.path = path;
        handle = Guard(path, () => File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        try
        {
            Length = Guard(path, () => RandomAccess.GetLength(handle));
        }
        catch (RustImageException)
        {
            handle.Dispose();
            throw;
        }
    }

    public long Length { get; }

    /// <summary>Whether a file has the length 0. Pipes have it, too: opening one would wait for a writer.</summary>
    /// <exception cref="RustImageException">RIMG2004: the file does not exist.</exception>
    public static bool IsEmpty(string path) => Guard(path, () =>
    {
        var target = File.ResolveLinkTarget(path, returnFinalTarget: true);
        return new FileInfo(target?.FullName ?? path).Length == 0;
    });

    public int Read(long offset, Span<byte> destination)
    {
        try
        {
            var done = 0;
            while (done < destination.Length && RandomAccess.Read(handle, destination[done..], offset + done) is > 0 and var count)
                done += count;
            return done;
        }
        catch (IOException e)
        {
            throw Messages.UnreadableFile(path, e.Message).ToException(e);
        }
    }

    public void Dispose() => handle.Dispose();

    private static T Guard<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw Messages.UnreadableFile(path, e.Message).ToException(e);
        }
    }
}
