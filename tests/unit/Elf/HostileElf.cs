using System.Buffers.Binary;

namespace RustImage.UnitTests.Elf;

/// <summary>A 64-bit little-endian file that no linker would write: one segment at address 0, and the tables that a test adds.</summary>
internal sealed class HostileElf
{
    private const int HeaderSize = 64;
    private const int ProgramHeaderSize = 56;

    private readonly List<(ulong Tag, ulong Value)> dynamic = [];
    private readonly List<byte[]> blocks = [];
    private readonly int extraHeaders;
    private int end;

    public HostileElf(int extraHeaders = 0)
    {
        this.extraHeaders = extraHeaders;
        end = HeaderSize + ((2 + extraHeaders) * ProgramHeaderSize);
    }

    /// <summary>The type and range of the extra program headers, which are all equal.</summary>
    public (uint Type, ulong Offset, ulong Length) Extra { get; set; }

    /// <returns>The address of the block, which equals its offset.</returns>
    public ulong Add(params byte[] block)
    {
        blocks.Add(block);
        end += block.Length;
        return (ulong)(end - block.Length);
    }

    public ulong Add(params uint[] words)
    {
        var block = new byte[words.Length * 4];
        for (var i = 0; i < words.Length; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(block.AsSpan(i * 4), words[i]);
        return Add(block);
    }

    public HostileElf Tag(ulong tag, ulong value)
    {
        dynamic.Add((tag, value));
        return this;
    }

    public byte[] ToArray()
    {
        var dynamicLength = (dynamic.Count + 1) * 16;
        var bytes = new byte[end + dynamicLength];
        byte[] identification = [0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1];
        identification.CopyTo(bytes, 0);
        U16(bytes, 16, 3);
        U16(bytes, 18, 62);
        U64(bytes, 32, HeaderSize);
        U16(bytes, 54, ProgramHeaderSize);
        U16(bytes, 56, (ushort)(2 + extraHeaders));
        ProgramHeader(bytes, 0, 1, 0, (ulong)bytes.Length);
        ProgramHeader(bytes, 1, 2, (ulong)end, (ulong)dynamicLength);
        for (var i = 0; i < extraHeaders; i++)
            ProgramHeader(bytes, 2 + i, Extra.Type, Extra.Offset, Extra.Length);
        var at = HeaderSize + ((2 + extraHeaders) * ProgramHeaderSize);
        foreach (var block in blocks)
        {
            block.CopyTo(bytes, at);
            at += block.Length;
        }
        for (var i = 0; i < dynamic.Count; i++)
        {
            U64(bytes, end + (i * 16), dynamic[i].Tag);
            U64(bytes, end + (i * 16) + 8, dynamic[i].Value);
        }
        return bytes;
    }

    private static void ProgramHeader(byte[] bytes, int index, uint type, ulong offset, ulong length)
    {
        var at = HeaderSize + (index * ProgramHeaderSize);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), type);
        U64(bytes, at + 8, offset);
        U64(bytes, at + 16, offset);
        U64(bytes, at + 32, length);
        U64(bytes, at + 40, length);
        U64(bytes, at + 48, 4);
    }

    private static void U16(byte[] bytes, int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at), value);

    private static void U64(byte[] bytes, int at, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(at), value);
}
