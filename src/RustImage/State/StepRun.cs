namespace RustImage.State;

/// <summary>Records what a running step reads, writes and reports.</summary>
internal sealed class StepRun
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
    private bool _hasNamedOutputs;
    private IReadOnlyList<string>? _directories;

    internal StepRun(StepKey key, StepRecord? earlier, IReadOnlyList<FileSetRecord> sets, IStampReader stamps, FileClock clock)
    {
        (_sets, _stamps, _clock) = (sets, stamps, clock);
        var known = (earlier?.Inputs ?? []).GroupBy(i => i.Path, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        // Read before the step runs: somebody may write these files in the meantime.
        foreach (var (name, path) in key.Files)
        {
            _stampsBefore.Add(path, stamps.Of(path)?.ToString());
            _inputs.Add(path, FileRecord.Read(name, path, stamps, clock, known.GetValueOrDefault(path)));
        }
    }

    /// <summary>Records a file or directory that the step read although its key does not name it.</summary>
    public void Depend(string name, string path)
    {
        if (IsKnown(path))
            return;
        var record = FileRecord.Read(name, path, _stamps, _clock) with { Found = true };
        if (_stamps.Of(path) is { } stamp && _clock.IsBefore(stamp))
            RunAgain($"{name} '{path}' changed while the step ran");
        _inputs.Add(path, record);
    }

    /// <summary>
    /// Records a stored file, which may have just been written: no other content ever gets its name. See <see cref="Depend"/>.
    /// </summary>
    public void DependOnStored(string name, string path)
    {
        if (!IsKnown(path))
            _inputs.Add(path, FileRecord.Read(name, path, _stamps, _clock) with { Found = true });
    }

    /// <summary>Records a file that the step read and hashed at once. See <see cref="Depend"/>.</summary>
    public void Read(string name, string path, Digest digest)
    {
        if (!IsKnown(path))
            _inputs.Add(path, new FileRecord(name, path, FindTrustedStamp(path), ContentDigest.Of(path, digest), Found: true));
    }

    /// <summary>
    /// Records a file that the step wrote and that no result depends on. Clean deletes it, but no build checks that it exists.
    /// </summary>
    public void AlsoWrote(string path) => _alsoWritten.Add(path);

    /// <summary>
    /// Records that the project chose the names of the outputs. A build under other names leaves such files, and only Clean deletes them.
    /// </summary>
    public void NameOutputs() => _hasNamedOutputs = true;

    /// <summary>Records directories for the step's files alone. Whoever deletes the files deletes the empty ones of these, too.</summary>
    public void UseDirectories(IReadOnlyList<string> directories) => _directories = directories;

    /// <summary>Writes a file. It appears only when it is complete.</summary>
    public void Write(string name, string path, Action<Stream> write) => Wrote(name, path, AtomicFile.WriteHashed(path, write));

    /// <summary>Writes a file, unless it has these bytes already.</summary>
    public void Write(string name, string path, byte[] bytes)
    {
        AtomicFile.WriteIfDifferent(path, bytes);
        Wrote(name, path, Digest.OfBytes(bytes));
    }

    /// <summary>Copies a file. The copy appears only when it is complete.</summary>
    public void WriteCopy(string name, string path, string source) => Write(name, path, stream =>
    {
        using var file = File.OpenRead(source);
        file.CopyTo(stream);
    });

    /// <summary>Records a file that the step has written.</summary>
    /// <param name="digest">
    /// The digest of the bytes, taken before the file got its name. Another build may have written there since.
    /// </param>
    public void Wrote(string name, string path, Digest digest)
    {
        var record = new FileRecord(name, path, FindTrustedStamp(path), ContentDigest.Of(path, digest));
        if (_inputs.TryGetValue(path, out var input))
        {
            // The step reads and writes this file, so the written bytes are what it would read in the next build.
            _stampsBefore.Remove(path);
            _inputs[path] = input with { Stamp = record.Stamp, Digest = record.Digest };
        }
        else
        {
            _outputs[path] = record;
        }
    }

    /// <summary>Shows a warning in this build, and in each later one while the result is valid.</summary>
    public void Warn(Diagnostic diagnostic) => _notices.Add(new StepNotice(diagnostic, IsWarning: true));

    /// <summary>Shows a message in this build, and in each later one while the result is valid.</summary>
    public void Tell(Diagnostic diagnostic) => _notices.Add(new StepNotice(diagnostic));

    /// <summary>Makes the step run again in the next build, since this result is not reliable.</summary>
    /// <param name="reason">In the form "the lock changed while the step ran".</param>
    public void RunAgain(string reason) => _runAgain ??= reason;

    /// <summary>The digest of the paths and contents of a set of files (<see cref="StepKey.AddFiles"/>).</summary>
    public Digest ContentOf(string set) => _sets.First(s => s.Name == set).Content;

    /// <summary>The same digest for files that the step has read itself.</summary>
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
        return new StepRecord(
            step, place, sdk, key.Values, [.. _inputs.Values], _sets, [.. _outputs.Values], _notices,
            [.. key.Sets.Select(s => s.ListFile), .. _alsoWritten], _runAgain, _hasNamedOutputs, _directories);
    }

    private bool IsKnown(string path) => _inputs.ContainsKey(path) || _outputs.ContainsKey(path);

    /// <summary>
    /// The stamp of a file that is old enough; null for a file that was just written, unless the clock was read long before.
    /// </summary>
    private string? FindTrustedStamp(string path) => _stamps.Of(path) is { } stamp && _clock.Trusts(stamp) ? stamp.ToString() : null;
}
