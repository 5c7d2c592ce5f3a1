using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace RustImage.State;

/// <summary>Everything that is known before a step runs and that its result depends on.</summary>
internal sealed class StepKey
{
    private readonly SortedDictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly List<(string Name, string Path)> _files = [];
    private readonly List<FileSet> _sets = [];

    /// <summary>The digests of values by their names. Values may be secret, so they are not kept, and reasons show names alone.</summary>
    internal IReadOnlyDictionary<string, string> Values => _values;

    internal IReadOnlyList<(string Name, string Path)> Files => _files;

    internal IReadOnlyList<FileSet> Sets => _sets;

    /// <summary>A reason to run even where nothing has changed; mostly null.</summary>
    internal string? Demand { get; private set; }

    /// <param name="name">The name that the user knows: that of a property or item.</param>
    public StepKey Add(string name, params IEnumerable<string?> values)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var value in values)
            Append(hash, value);
        _values.Add(name, Digest.FromHash(hash.GetHashAndReset()).Hex);
        return this;
    }

    public StepKey Add(string name, bool value) => Add(name, value ? "true" : "false");

    /// <summary>Adds the result of an earlier step.</summary>
    public StepKey Add(StepResult result)
    {
        _values.Add($"the result of {result.Step}", result.Digest.Hex);
        return this;
    }

    /// <summary>Adds a file. Where it is missing, the result depends on that.</summary>
    /// <param name="name">What a user calls the file: "the certificate".</param>
    /// <param name="path">A full path.</param>
    public StepKey AddFile(string name, string path)
    {
        if (!_files.Any(f => f.Path == path))
            _files.Add((name, path));
        return this;
    }

    /// <summary>Adds many files, which are listed in a file beside the state.</summary>
    /// <param name="name">What a user calls each file: "RustImageFile".</param>
    /// <param name="listFile">The path of the list.</param>
    public StepKey AddFiles(string name, IReadOnlyList<string> paths, string listFile)
    {
        _sets.Add(new FileSet(name, paths, listFile));
        return this;
    }

    /// <summary>Makes the step run even where nothing has changed.</summary>
    /// <param name="reason">In the form "the lock is to be updated".</param>
    public StepKey RunBecause(string reason)
    {
        Demand = reason;
        return this;
    }

    /// <summary>
    /// Ends each text with a byte that UTF-8 never has, so that two texts are never taken for one. The buffer is rented, since each
    /// build adds the values of thousands of items.
    /// </summary>
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
