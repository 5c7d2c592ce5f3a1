using System.Text;

namespace RustImage;

/// <summary>
/// Reads lines that end with LF, CR LF or CR, like <see cref="StreamReader.ReadLine"/>, but with a limit of their length.
/// </summary>
internal sealed class LineReader
{
    /// <summary>The limit in characters, many times the length of cargo's longest messages. A longer line is passed on in pieces.</summary>
    public const int MostCharacters = 1 << 23;

    private readonly StringBuilder _line = new();
    private bool _skipsLineFeed;

    /// <param name="stream">UTF-8 text, which is read to its end.</param>
    public async Task ReadAsync(Stream stream, Action<string> onLine)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        var buffer = new char[1 << 13];
        while (await reader.ReadAsync(buffer.AsMemory()).ConfigureAwait(false) is var count and > 0)
            Add(buffer.AsSpan(0, count), onLine);
        if (_line.Length > 0)
            End(onLine);
    }

    private void Add(ReadOnlySpan<char> text, Action<string> onLine)
    {
        while (text.Length > 0)
        {
            if (_skipsLineFeed && text[0] == '\n')
                text = text[1..];
            _skipsLineFeed = false;
            var end = text.IndexOfAny('\r', '\n');
            _line.Append(end < 0 ? text : text[..end]);
            if (end >= 0)
            {
                _skipsLineFeed = text[end] == '\r';
                End(onLine);
            }
            else if (_line.Length >= MostCharacters)
                End(onLine);
            text = end < 0 ? [] : text[(end + 1)..];
        }
    }

    private void End(Action<string> onLine)
    {
        var line = _line.ToString();
        _line.Clear();
        // Frees the memory of a long line.
        if (_line.Capacity > 1 << 16)
            _line.Capacity = 0;
        onLine(line);
    }
}
