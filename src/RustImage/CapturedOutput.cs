using System.Text;

namespace RustImage;

/// <summary>What a program writes to one of its streams, up to a limit.</summary>
internal sealed class CapturedOutput(int mostBytes)
{
    private byte[] _bytes = new byte[1 << 12];
    private int _length;

    /// <summary>Whether there was more.</summary>
    public bool IsFull { get; private set; }

    /// <param name="dropsRest">Whether to read on to the end, so that the program can, without keeping what comes.</param>
    /// <returns>False where there is more to read.</returns>
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

    /// <summary>With LF at the ends of lines, on Windows too.</summary>
    public string Text()
    {
        var text = Encoding.UTF8.GetString(_bytes, 0, _length);
        return OperatingSystem.IsWindows() ? text.Replace("\r\n", "\n", StringComparison.Ordinal) : text;
    }
}
