using System.Security.Cryptography;
using System.Text;

namespace RustImage.State;

/// <summary>Many files as one input. One digest over all stamps is the first look, so that a build without a change reads no list.</summary>
/// <param name="name">What each file is to the user: "RustImageFile".</param>
/// <param name="paths">Full paths, in any order that is mostly the same in each build.</param>
/// <param name="listFile">Names each file with stamp and digest; read and written only where the first look fails.</param>
internal sealed class FileSet(string name, IReadOnlyList<string> paths, string listFile)
{
    public string ListFile => listFile;

    /// <summary>Fewer are read before a second thread has started.</summary>
    private const int Few = 64;

    /// <summary>Looks at the files.</summary>
    /// <returns>The record of today; the first file that changed since the earlier one, or null where none did.</returns>
    public (FileSetRecord Record, string? Changed) Check(FileSetRecord? earlier, IStampReader stamps, Func<FileClock> clock)
    {
        var now = FileSetStamps.Read(paths, stamps);
        if (earlier is { IsTrusted: true } && earlier.Name == name && earlier.Stamps == now.Digest && earlier.List == stamps.Of(listFile)?.ToString())
            return (earlier, null);
        var time = clock();
        var known = new Dictionary<string, FileRecord>(StringComparer.Ordinal);
        foreach (var file in FileSetList.Read(listFile))
            known.TryAdd(file.Path, file);
        var files = new FileRecord[paths.Count];
        Parallel.For(
            0, files.Length, new ParallelOptions { MaxDegreeOfParallelism = files.Length < Few ? 1 : -1 },
            i => files[i] = FileRecord.Read(name, paths[i], stamps, time, known.GetValueOrDefault(paths[i])));
        FileSetList.Write(listFile, files);
        var list = stamps.Of(listFile) is { } stamp && time.Trusts(stamp) ? stamp.ToString() : null;
        var record = new FileSetRecord(name, now.Digest, ContentOf(files), list is not null && now.Trusted(time), list);
        return (record, record.Content == earlier?.Content ? null : ChangeOf(known, files));
    }

    /// <summary>The digest of all stamps, to compare with an earlier one.</summary>
    public Digest Stamps(IStampReader stamps) => FileSetStamps.Read(paths, stamps).Digest;

    private string ChangeOf(Dictionary<string, FileRecord> known, FileRecord[] files)
    {
        var changed = files.FirstOrDefault(f => known.GetValueOrDefault(f.Path)?.Digest != f.Digest);
        return changed is null ? $"{name} items changed" : $"{name} '{changed.Path}' changed";
    }

    /// <summary>The digest of the contents, whatever the order of the files.</summary>
    public static Digest ContentOf(IEnumerable<FileRecord> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files.DistinctBy(f => f.Path, StringComparer.Ordinal).OrderBy(f => f.Path, StringComparer.Ordinal))
            hash.AppendData(Encoding.UTF8.GetBytes($"{file.Path}\0{file.Digest}\0"));
        return Digest.FromHash(hash.GetHashAndReset());
    }
}

/// <param name="Stamps">Of all stamps.</param>
/// <param name="Content">Of all contents.</param>
/// <param name="IsTrusted">Whether equal stamps mean equal contents.</param>
/// <param name="List">The stamp of the list, which shows damage to it; null where it is too young.</param>
internal sealed record FileSetRecord(string Name, Digest Stamps, Digest Content, bool IsTrusted = false, string? List = null);
