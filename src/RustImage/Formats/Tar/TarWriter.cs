using System.Text;

namespace RustImage.Formats.Tar;

/// <summary>Writes a tar of plain files to a stream that need not seek: mode 0644, owner root, times of 1970.</summary>
/// <remarks><see cref="TarLayout"/> says why this is not System.Formats.Tar.</remarks>
internal sealed class TarWriter(Stream output)
{
    private readonly byte[] _block = new byte[TarLayout.BlockSize];

    /// <summary>Writes a file whose content is made while it is written.</summary>
    /// <param name="name">ASCII, at most 100 characters.</param>
    /// <param name="size">The size of the content, in bytes.</param>
    /// <param name="write">Writes exactly that many bytes.</param>
    public void Add(string name, long size, Action<Stream> write)
    {
        new TarHeader('0', 0b110_100_100, size, Encoding.ASCII.GetBytes(name), []).Write(_block);
        output.Write(_block);
        write(output);
        _block.AsSpan().Clear();
        output.Write(_block.AsSpan(0, (int)TarLayout.PaddingOf(size)));
    }

    /// <inheritdoc cref="Add(string, long, Action{Stream})"/>
    public void Add(string name, byte[] content) => Add(name, content.Length, o => o.Write(content));

    /// <summary>Writes the two empty blocks that end an archive.</summary>
    public void End() => output.Write(new byte[2 * TarLayout.BlockSize]);
}
