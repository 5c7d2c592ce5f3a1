using System.Buffers.Binary;
using System.Security.Cryptography;
using RustImage.Formats.Checksums;

namespace RustImage.Formats.Xz;

/// <summary>Computes the check of a block's uncompressed data (xz-file-format, 3.4).</summary>
internal abstract class BlockCheck
{
    /// <summary>The size of the check's value, in bytes.</summary>
    public abstract int Length { get; }

    public static BlockCheck Create(StreamFlags flags) => flags.CheckId switch
    {
        0x0 => new NoCheck(),
        0x1 => new CrcCheck(Crc.Crc32, 4),
        0x4 => new CrcCheck(Crc.Crc64, 8),
        0xA => new Sha256Check(),
        var id => throw Damage.Unsupported($"its check has the unknown id {id}"),
    };

    public abstract void Append(ReadOnlySpan<byte> bytes);

    /// <summary>Writes the value of the appended bytes, and resets the check for the next block.</summary>
    protected abstract void Finish(Span<byte> value);

    /// <param name="stored">The value in the file.</param>
    /// <exception cref="InvalidDataException">The content has another value.</exception>
    public void Verify(ReadOnlySpan<byte> stored)
    {
        Span<byte> value = stackalloc byte[Length];
        Finish(value);
        if (!stored.SequenceEqual(value))
            throw Damage.Of("a block's content has another checksum");
    }

    private sealed class NoCheck : BlockCheck
    {
        public override int Length => 0;

        public override void Append(ReadOnlySpan<byte> bytes)
        {
        }

        protected override void Finish(Span<byte> value)
        {
        }
    }

    private sealed class CrcCheck(Crc algorithm, int length) : BlockCheck
    {
        private ulong _crc;

        public override int Length => length;

        public override void Append(ReadOnlySpan<byte> bytes) => _crc = algorithm.Append(_crc, bytes);

        protected override void Finish(Span<byte> value)
        {
            Span<byte> bytes = stackalloc byte[sizeof(ulong)];
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, _crc);
            bytes[..length].CopyTo(value);
            _crc = 0;
        }
    }

    private sealed class Sha256Check : BlockCheck
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public override int Length => SHA256.HashSizeInBytes;

        public override void Append(ReadOnlySpan<byte> bytes) => _hash.AppendData(bytes);

        protected override void Finish(Span<byte> value) => _hash.GetHashAndReset(value);
    }
}
