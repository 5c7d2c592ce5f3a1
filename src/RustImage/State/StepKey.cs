using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace RustImage.State;

/// <summary>All that a step's result depends on, as far as it is known before the step runs.</summary>
public sealed class StepKey
{
    private readonly SortedDictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly List<(string Name, string Path)> _files = [];
    private readonly List<FileSet> _sets = [];

    /// <summary>Of each value by its name, a digest: values may be secrets, and reasons name names alone.</summary>
    internal IReadOnlyDictionary<string, string> Values => _values;

    internal IReadOnlyList<(string Name, string Path)> Files => _files;

    internal IReadOnlyList<FileSet> Sets => _sets;

    /// <summary>Why the step is to run whatever else holds; null mostly.</summary>
    internal string? Demand { get; private set; }

    /// <param name="name">As the user knows it: a property's or item's name.</param>
    public StepKey Add(string name, params IEnumerable<string?> values)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var value in values)
            Append(hash, value);
        _values.Add(name, Digest.FromHash(hash.GetHashAndReset()).Hex);
        return this;
    }

    /// <summary>A setting of two states.</summary>
    public StepKey Add(string name, bool value) => Add(name, value ? "true" : "false");

    /// <summary>What an earlier step found out.</summary>
    public StepKey Add(StepResult result)
    {
        _values.Add($"the result of {result.Step}", result.Digest.Hex);
        return this;
    }

    /// <param name="name">What the file is to the user: "the certificate".</param>
    /// <param name="path">A full path; where nothing is there, that is a part of the key, too.</param>
    public StepKey AddFile(string name, string path)
    {
        if (!_files.Any(f => f.Path == path))
            _files.Add((name, path));
        return this;
    }

    /// <summary>Many files, which the state names in a file of its own.</summary>
    /// <param name="listFile">That file.</param>
    public StepKey AddFiles(string name, IReadOnlyList<string> paths, string listFile)
    {
        _sets.Add(new FileSet(name, paths, listFile));
        return this;
    }

    /// <param name="reason">In the form "the lock is to be updated".</param>
    public StepKey RunBecause(string reason)
    {
        Demand = reason;
        return this;
    }

    /// <summary>With an end that no text has, so that two texts are never taken for one. Thousands of items come here in every build.</summary>
    private static void Append(IncrementalHash hash, string? value)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(value?.Length ?? 0) + 2);
        var length = Encoding.UTF8.GetBytes(value ?? "", bytes);
        bytes[length] = 0xff;
        bytes[length + 1] = value is null ? (byte)0 : (byte)1;
        hash.AppendData(bytes.AsSpan(0, length + 2));
        ArrayPool<byte>.Shared.Return(bytes);
    }
}
