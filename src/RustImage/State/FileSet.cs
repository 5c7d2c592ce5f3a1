using System.Security.Cryptography;
using System.Text;

namespace RustImage.State;

/// <summary>
/// Many files as one input of a step. The digest of all their stamps is compared first, so a build without a change reads no list.
/// </summary>
/// <param name="name">What a user calls each file: "RustImageFile".</param>
/// <param name="paths">Full paths. An order that is the same in each build is faster, but not required.</param>
/// <param name="listFile">The file that lists each path with stamp and digest. Read and written only where the stamps differ.</param>
internal sealed class FileSet(string name, IReadOnlyList<string> paths, string listFile)
{
    public string ListFile => listFile;

    /// <summary>Fewer files are read by the time a second thread has started.</summary>
    private const int Few = 64;

    /// <summary>Compares the files with an earlier record.</summary>
    /// <returns>A record of the files as they are; and what changed since the earlier one, or null where nothing did.</returns>
    public (FileSetRecord Record, string? Changed) Check(FileSetRecord? earlier, IStampReader stamps, Func<FileClock> clock)
    {
        var now = FileSetStamps.Read(paths, stamps);
        if (earlier is { IsTrusted: true } && earlier.Name == name && earlier.Stamps == now.Digest
            && earlier.List == stamps.Of(listFile)?.ToString())
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

    /// <summary>The digest of the files' stamps as they are now.</summary>
    public Digest Stamps(IStampReader stamps) => FileSetStamps.Read(paths, stamps).Digest;

    private string ChangeOf(Dictionary<string, FileRecord> known, FileRecord[] files)
    {
        var changed = files.FirstOrDefault(f => known.GetValueOrDefault(f.Path)?.Digest != f.Digest);
        return changed is null ? $"{name} items changed" : $"{name} '{changed.Path}' changed";
    }

    /// <summary>The digest of the files' paths and contents. Their order does not matter.</summary>
    public static Digest ContentOf(IEnumerable<FileRecord> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files.DistinctBy(f => f.Path, StringComparer.Ordinal).OrderBy(f => f.Path, StringComparer.Ordinal))
            hash.AppendData(Encoding.UTF8.GetBytes($"{file.Path}\0{file.Digest}\0"));
        return Digest.FromHash(hash.GetHashAndReset());
    }
}

/// <summary>What a state holds about a set of files.</summary>
/// <param name="Stamps">The digest of the stamps of all files.</param>
/// <param name="Content">The digest of the contents of all files.</param>
/// <param name="IsTrusted">Whether equal stamps mean equal contents.</param>
/// <param name="List">The stamp of the list file, which shows whether it was changed; null where the list is too young.</param>
internal sealed record FileSetRecord(string Name, Digest Stamps, Digest Content, bool IsTrusted = false, string? List = null);
