using System.Runtime.InteropServices;

namespace RustImage.State;

/// <summary>Reads stamps with stat(2) and lstat(2) of macOS, in the form with 64-bit inodes.</summary>
internal sealed partial class MacStampReader : IStampReader
{
    private const int NoEntry = 2; // ENOENT
    private const int NotADirectory = 20; // ENOTDIR
    private const int TypeMask = 0xf000; // S_IFMT
    private const int DirectoryType = 0x4000; // S_IFDIR
    private const int LinkType = 0xa000; // S_IFLNK

    /// <summary>On Intel, the plain names of the functions are still those with 32-bit inodes.</summary>
    private readonly bool _hasOldNames = RuntimeInformation.ProcessArchitecture == Architecture.X64;

    public FileStamp? Of(string path)
    {
        if (Read(path, follow: false, out var own) is var error and not 0)
            return error is NoEntry or NotADirectory ? FileStamp.Missing : null;
        if ((own.Mode & TypeMask) != LinkType)
            return own.ToStamp();
        return Read(path, follow: true, out var target) switch
        {
            0 => target.ToStamp() with { LinkChanged = own.Changed, LinkId = own.Inode },
            NoEntry or NotADirectory => FileStamp.Missing with { LinkChanged = own.Changed, LinkId = own.Inode },
            _ => null,
        };
    }

    private int Read(string path, bool follow, out StatBuffer answer)
    {
        var result = (_hasOldNames, follow) switch
        {
            (true, true) => Stat64(path, out answer),
            (true, false) => LStat64(path, out answer),
            (false, true) => Stat(path, out answer),
            (false, false) => LStat(path, out answer),
        };
        return result == 0 ? 0 : Marshal.GetLastPInvokeError();
    }

    [LibraryImport("libc", EntryPoint = "stat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Stat(string path, out StatBuffer answer);

    [LibraryImport("libc", EntryPoint = "lstat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LStat(string path, out StatBuffer answer);

    [LibraryImport("libc", EntryPoint = "stat$INODE64", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Stat64(string path, out StatBuffer answer);

    [LibraryImport("libc", EntryPoint = "lstat$INODE64", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LStat64(string path, out StatBuffer answer);

    /// <summary>struct stat (sys/stat.h, __DARWIN_STRUCT_STAT64).</summary>
    [StructLayout(LayoutKind.Explicit, Size = 144)]
    private struct StatBuffer
    {
        [FieldOffset(4)]
        public ushort Mode;
        [FieldOffset(8)]
        public ulong Inode;
        [FieldOffset(48)]
        public long ModifiedSeconds;
        [FieldOffset(56)]
        public long ModifiedNanoseconds;
        [FieldOffset(64)]
        public long ChangedSeconds;
        [FieldOffset(72)]
        public long ChangedNanoseconds;
        [FieldOffset(96)]
        public long Size;

        public readonly long Changed => (ChangedSeconds * 1_000_000_000) + ChangedNanoseconds;

        public readonly FileStamp ToStamp()
        {
            var kind = (Mode & TypeMask) == DirectoryType ? FileKind.Directory : FileKind.File;
            return new(kind, Size, (ModifiedSeconds * 1_000_000_000) + ModifiedNanoseconds, Changed, Inode);
        }
    }
}
