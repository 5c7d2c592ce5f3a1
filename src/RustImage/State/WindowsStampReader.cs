using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RustImage.State;

/// <summary>
/// Reads stamps with GetFileInformationByHandleEx: the change time is in FileBasicInfo, and the file id in FileIdInfo.
/// </summary>
internal sealed partial class WindowsStampReader : IStampReader
{
    private const int FileNotFound = 2; // ERROR_FILE_NOT_FOUND
    private const int PathNotFound = 3; // ERROR_PATH_NOT_FOUND
    private const int BadName = 123; // ERROR_INVALID_NAME
    private const int BasicInfo = 0; // FileBasicInfo
    private const int StandardInfo = 1; // FileStandardInfo
    private const int IdInfo = 18; // FileIdInfo
    private const uint ReadAttributes = 0x80; // FILE_READ_ATTRIBUTES
    private const uint ShareAll = 7; // FILE_SHARE_READ, WRITE and DELETE
    private const uint OpenExisting = 3; // OPEN_EXISTING
    private const uint AlsoDirectories = 0x0200_0000; // FILE_FLAG_BACKUP_SEMANTICS
    private const uint TheLinkItself = 0x0020_0000; // FILE_FLAG_OPEN_REPARSE_POINT
    private const uint IsReparsePoint = 0x400; // FILE_ATTRIBUTE_REPARSE_POINT

    /// <summary>1970 as a file time: units of 100 ns since 1601.</summary>
    private const long Epoch = 116_444_736_000_000_000;

    public FileStamp? Of(string path)
    {
        using var own = Open(path, AlsoDirectories | TheLinkItself);
        if (own.IsInvalid)
            return IsMissing(Marshal.GetLastPInvokeError()) ? FileStamp.Missing : null;
        if (Read(own) is not { } link)
            return null;
        if ((link.Attributes & IsReparsePoint) == 0)
            return link.Stamp;
        using var end = Open(path, AlsoDirectories);
        if (end.IsInvalid && !IsMissing(Marshal.GetLastPInvokeError()))
            return null;
        var target = end.IsInvalid ? FileStamp.Missing : Read(end)?.Stamp;
        return target is { } stamp ? stamp with { LinkChanged = link.Stamp.Changed, LinkId = link.Stamp.Id } : null;
    }

    private static bool IsMissing(int error) => error is FileNotFound or PathNotFound or BadName;

    private static SafeFileHandle Open(string path, uint flags) => CreateFile(path, ReadAttributes, ShareAll, 0, OpenExisting, flags, 0);

    private static (FileStamp Stamp, uint Attributes)? Read(SafeFileHandle file)
    {
        if (!GetBasic(file, BasicInfo, out var basic, 40) || !GetStandard(file, StandardInfo, out var standard, 24)
            || !GetId(file, IdInfo, out var id, 24))
            return null;
        var kind = standard.IsDirectory != 0 ? FileKind.Directory : FileKind.File;
        var stamp = new FileStamp(
            kind, standard.Size, ToNanoseconds(basic.Modified), ToNanoseconds(basic.Changed), new UInt128(id.High, id.Low));
        return (stamp, basic.Attributes);
    }

    private static long ToNanoseconds(long fileTime) => (fileTime - Epoch) * 100;

    [LibraryImport("kernel32", EntryPoint = "CreateFileW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    private static partial SafeFileHandle CreateFile(
        string name, uint access, uint share, nint security, uint disposition, uint flags, nint template);

    [LibraryImport("kernel32", EntryPoint = "GetFileInformationByHandleEx", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetBasic(SafeFileHandle file, int kind, out Basic answer, uint size);

    [LibraryImport("kernel32", EntryPoint = "GetFileInformationByHandleEx", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetStandard(SafeFileHandle file, int kind, out Standard answer, uint size);

    [LibraryImport("kernel32", EntryPoint = "GetFileInformationByHandleEx", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetId(SafeFileHandle file, int kind, out Identity answer, uint size);

    /// <summary>FILE_BASIC_INFO.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 40)]
    private struct Basic
    {
        [FieldOffset(16)]
        public long Modified;
        [FieldOffset(24)]
        public long Changed;
        [FieldOffset(32)]
        public uint Attributes;
    }

    /// <summary>FILE_STANDARD_INFO.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 24)]
    private struct Standard
    {
        [FieldOffset(8)]
        public long Size;
        [FieldOffset(21)]
        public byte IsDirectory;
    }

    /// <summary>FILE_ID_INFO without the volume's number, which may change with a restart.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 24)]
    private struct Identity
    {
        [FieldOffset(8)]
        public ulong Low;
        [FieldOffset(16)]
        public ulong High;
    }
}
