using System.Runtime.InteropServices;

namespace RustImage.State;

/// <summary>Reads stamps with statx(2), whose structure has the same layout on all processors.</summary>
internal sealed partial class LinuxStampReader : IStampReader
{
    private const int CurrentDirectory = -100; // AT_FDCWD
    private const int NoFollow = 0x100; // AT_SYMLINK_NOFOLLOW
    private const uint BasicStats = 0x7ff; // STATX_BASIC_STATS
    private const int NoEntry = 2; // ENOENT
    private const int NotADirectory = 20; // ENOTDIR

    public FileStamp? Of(string path)
    {
        if (Read(path, NoFollow, out var own) is var error and not 0)
            return error is NoEntry or NotADirectory ? FileStamp.Missing : null;
        if (own.Type != FileType.Link)
            return own.ToStamp();
        return Read(path, 0, out var target) switch
        {
            0 => target.ToStamp() with { LinkChanged = own.Changed, LinkId = own.Inode },
            NoEntry or NotADirectory => FileStamp.Missing with { LinkChanged = own.Changed, LinkId = own.Inode },
            _ => null,
        };
    }

    private static int Read(string path, int flags, out StatxBuffer answer) =>
        StatX(CurrentDirectory, path, flags, BasicStats, out answer) == 0 ? 0 : Marshal.GetLastPInvokeError();

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(int directory, string path, int flags, uint mask, out StatxBuffer answer);

    /// <summary>The bits of a mode that hold the file type (inode(7)).</summary>
    private static class FileType
    {
        public const int Mask = 0xf000;
        public const int Directory = 0x4000;
        public const int Link = 0xa000;
    }

    /// <summary>struct statx (linux/stat.h).</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct StatxBuffer
    {
        [FieldOffset(28)]
        public ushort Mode;
        [FieldOffset(32)]
        public ulong Inode;
        [FieldOffset(40)]
        public long Size;
        [FieldOffset(96)]
        public long ChangedSeconds;
        [FieldOffset(104)]
        public uint ChangedNanoseconds;
        [FieldOffset(112)]
        public long ModifiedSeconds;
        [FieldOffset(120)]
        public uint ModifiedNanoseconds;

        public readonly int Type => Mode & FileType.Mask;

        public readonly long Changed => (ChangedSeconds * 1_000_000_000) + ChangedNanoseconds;

        public readonly FileStamp ToStamp()
        {
            var kind = Type == FileType.Directory ? FileKind.Directory : FileKind.File;
            return new(kind, Size, (ModifiedSeconds * 1_000_000_000) + ModifiedNanoseconds, Changed, Inode);
        }
    }
}
