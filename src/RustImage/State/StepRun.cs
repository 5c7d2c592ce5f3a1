namespace RustImage.State;

/// <summary>What a step that runs says of itself.</summary>
public sealed class StepRun
{
    private readonly Dictionary<string, FileRecord> _inputs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileRecord> _outputs = new(StringComparer.Ordinal);
    private readonly List<StepNotice> _notices = [];
    private readonly List<string> _alsoWritten = [];
    private readonly IReadOnlyList<FileSetRecord> _sets;
    private readonly IStampReader _stamps;
    private readonly FileClock _clock;
    private readonly Dictionary<string, string?> _stampsBefore = new(StringComparer.Ordinal);
    private string? _runAgain;

    internal StepRun(StepKey key, StepRecord? earlier, IReadOnlyList<FileSetRecord> sets, IStampReader stamps, FileClock clock)
    {
        (_sets, _stamps, _clock) = (sets, stamps, clock);
        var known = (earlier?.Inputs ?? []).GroupBy(i => i.Path, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        // Before the step runs: what is there afterwards may be what someone wrote meanwhile.
        foreach (var (name, path) in key.Files)
        {
            _stampsBefore.Add(path, stamps.Of(path)?.ToString());
            _inputs.Add(path, FileRecord.Read(name, path, stamps, clock, known.GetValueOrDefault(path)));
        }
    }

    /// <summary>A file or directory of this machine that the step has read without having been told of it.</summary>
    public void Depend(string name, string path)
    {
        if (IsKnown(path))
            return;
        var record = FileRecord.Read(name, path, _stamps, _clock) with { Found = true };
        if (_stamps.Of(path) is { } stamp && _clock.IsBefore(stamp))
            RunAgain($"{name} '{path}' changed while the step ran");
        _inputs.Add(path, record);
    }

    /// <summary>The same of a file that is written once, under a name that no other content ever has, and perhaps just now.</summary>
    public void DependOnStored(string name, string path)
    {
        if (!IsKnown(path))
            _inputs.Add(path, FileRecord.Read(name, path, _stamps, _clock) with { Found = true });
    }

    /// <summary>The same of a file whose bytes the step has taken the digest of while it read them.</summary>
    public void Read(string name, string path, Digest digest)
    {
        if (!IsKnown(path))
            _inputs.Add(path, new FileRecord(name, path, Trusted(path), ContentDigest.Of(path, digest), Found: true));
    }

    /// <summary>The step has written a file that no result depends on: Clean removes it, but nobody looks whether it is still there.</summary>
    public void AlsoWrote(string path) => _alsoWritten.Add(path);

    /// <summary>Writes a file, whole or not at all.</summary>
    public void Write(string name, string path, Action<Stream> write) => Wrote(name, path, AtomicFile.WriteHashed(path, write));

    /// <summary>Writes a file where it does not have these bytes already.</summary>
    public void Write(string name, string path, byte[] bytes)
    {
        AtomicFile.WriteIfDifferent(path, bytes);
        Wrote(name, path, Digest.OfBytes(bytes));
    }

    /// <summary>The step has written a file.</summary>
    /// <param name="digest">Of the bytes that it wrote, taken before the file got its name: another build may have written there since.</param>
    public void Wrote(string name, string path, Digest digest)
    {
        var record = new FileRecord(name, path, Trusted(path), ContentDigest.Of(path, digest));
        if (_inputs.TryGetValue(path, out var input))
        {
            // A file that the step reads and writes: what it has written is what it would read.
            _stampsBefore.Remove(path);
            _inputs[path] = input with { Stamp = record.Stamp, Digest = record.Digest };
        }
        else
        {
            _outputs[path] = record;
        }
    }

    /// <summary>To be told in this build and in each that finds the step's result good.</summary>
    public void Warn(Diagnostic diagnostic) => _notices.Add(new StepNotice(diagnostic, IsWarning: true));

    /// <inheritdoc cref="Warn"/>
    public void Tell(Diagnostic diagnostic) => _notices.Add(new StepNotice(diagnostic));

    /// <summary>The result can't be relied on.</summary>
    /// <param name="reason">In the form "the lock changed while the step ran".</param>
    public void RunAgain(string reason) => _runAgain ??= reason;

    /// <summary>The digest of the contents of the files that the key names together (<see cref="StepKey.AddFiles"/>).</summary>
    public Digest ContentOf(string set) => _sets.First(s => s.Name == set).Content;

    /// <summary>The same digest, of files that a step has read itself.</summary>
    public static Digest ContentOf(IEnumerable<(string Path, Digest Digest)> files) =>
        FileSet.ContentOf(files.Select(f => new FileRecord("", f.Path, null, ContentDigest.Of(f.Path, f.Digest))));

    internal StepRecord Finish(string step, string place, string sdk, StepKey key)
    {
        foreach (var (path, before) in _stampsBefore)
        {
            if (before != _stamps.Of(path)?.ToString() || (before is null && ContentDigest.Of(path) != _inputs[path].Digest))
                RunAgain($"{_inputs[path].Name} '{path}' changed while the step ran");
        }
        foreach (var (set, record) in key.Sets.Zip(_sets))
        {
            if (set.Stamps(_stamps) != record.Stamps)
                RunAgain($"{record.Name} changed while the step ran");
        }
        return new StepRecord(step, place, sdk, key.Values, [.. _inputs.Values], _sets, [.. _outputs.Values], _notices, [.. key.Sets.Select(s => s.ListFile), .. _alsoWritten], _runAgain);
    }

    private bool IsKnown(string path) => _inputs.ContainsKey(path) || _outputs.ContainsKey(path);

    /// <summary>What has just been written is too young for its stamp to be trusted, unless the clock was read long before.</summary>
    private string? Trusted(string path) => _stamps.Of(path) is { } stamp && _clock.Trusts(stamp) ? stamp.ToString() : null;
}
