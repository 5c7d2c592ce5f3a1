using System.Text;

namespace RustImage;

/// <summary>Keeps what a program writes to one of its streams, up to a limit in bytes.</summary>
internal sealed class CapturedOutput(int mostBytes)
{
    private byte[] _bytes = new byte[1 << 12];
    private int _length;

    /// <summary>Whether the program wrote more than the limit.</summary>
    public bool IsFull { get; private set; }

    /// <param name="dropsRest">
    /// Whether to read to the end beyond the limit, so that the program is not blocked, and drop those bytes.
    /// </param>
    /// <returns>False where reading stopped at the limit.</returns>
    public async Task<bool> ReadAsync(Stream stream, bool dropsRest)
    {
        var buffer = new byte[1 << 14];
        while (await stream.ReadAsync(buffer).ConfigureAwait(false) is var count and > 0)
        {
            var kept = Math.Min(count, mostBytes - _length);
            if (_length + kept > _bytes.Length)
                Array.Resize(ref _bytes, (int)Math.Min(Math.Max(_length + kept, _bytes.Length * 2L), mostBytes));
            buffer.AsSpan(0, kept).CopyTo(_bytes.AsSpan(_length));
            _length += kept;
            IsFull |= kept < count;
            if (IsFull && !dropsRest)
                return false;
        }
        return true;
    }

    /// <summary>The kept bytes as UTF-8 text. Lines end with LF, also on Windows.</summary>
    public string Text()
    {
        var text = Encoding.UTF8.GetString(_bytes, 0, _length);
        return OperatingSystem.IsWindows() ? text.Replace("\r\n", "\n", StringComparison.Ordinal) : text;
    }
}
