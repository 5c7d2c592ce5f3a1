namespace RustImage.State;

/// <summary>Compares a step's key with the record of its last run.</summary>
internal sealed class StepCheck
{
    private readonly StepKey _key;
    private readonly IStampReader _stamps;
    private readonly Func<FileClock> _clock;
    private readonly string _place;
    private readonly string _sdk;
    private readonly StepRecord? _earlier;
    private readonly List<FileSetRecord> _sets = [];

    private StepCheck(StepKey key, string place, string sdk, StepRecord? earlier, IStampReader stamps, Func<FileClock> clock) =>
        (_key, _place, _sdk, _earlier, _stamps, _clock) = (key, place, sdk, earlier, stamps, clock);

    /// <param name="earlier">The record of the last run; null where the state is missing or damaged.</param>
    /// <param name="damage">The reason to run where <paramref name="earlier"/> is null.</param>
    /// <returns>
    /// Why the step must run; or null, and its record with today's stamps. In both cases, today's records of the sets of files.
    /// </returns>
    public static (string? Reason, StepRecord? Record, IReadOnlyList<FileSetRecord> Sets) Run(
        StepKey key, string place, string sdk, StepRecord? earlier, string damage, IStampReader stamps, Func<FileClock> clock)
    {
        var check = new StepCheck(key, place, sdk, earlier, stamps, clock);
        // Sets are compared first and always, since a step that runs needs their records, too.
        var changed = check.CompareSets();
        if (earlier is null)
            return (damage, null, check._sets);
        var (inputs, outputs) = (new FileRecord[earlier.Inputs.Count], new FileRecord[earlier.Outputs.Count]);
        var reason = check.CompareValues() ?? changed ?? check.CompareInputs(inputs) ?? check.CompareOutputs(outputs);
        return reason is null
            ? (null, earlier with { Inputs = inputs, Outputs = outputs, Sets = check._sets }, check._sets)
            : (reason, null, check._sets);
    }

    private string? CompareSets()
    {
        string? reason = null;
        foreach (var set in _key.Sets)
        {
            var earlier = _earlier?.Sets.ElementAtOrDefault(_sets.Count);
            var (record, changed) = set.Check(earlier, _stamps, _clock);
            _sets.Add(record);
            reason ??= changed;
        }
        return reason;
    }

    private string? CompareValues()
    {
        if (_earlier!.Place != _place)
            return $"its state was written in '{Path.GetDirectoryName(_earlier.Place)}'";
        if (_earlier.Sdk != _sdk)
            return "RustImage.Sdk is another version";
        if (_key.Demand is { } demand)
            return demand;
        foreach (var name in _key.Values.Keys.Concat(_earlier.Values.Keys))
        {
            if (_key.Values.GetValueOrDefault(name) != _earlier.Values.GetValueOrDefault(name))
                return $"{name} changed";
        }
        return _earlier.RunAgain;
    }

    private string? CompareInputs(FileRecord[] today)
    {
        var named = _earlier!.Inputs.Where(i => !i.Found).Select(i => i.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, path) in _key.Files)
        {
            if (!named.Remove(path))
                return $"{name} '{path}' is new";
        }
        if (_earlier.Inputs.FirstOrDefault(i => named.Contains(i.Path)) is { } gone)
            return $"{gone.Name} '{gone.Path}' is no longer named";
        return Compare(_earlier.Inputs, today);
    }

    private string? CompareOutputs(FileRecord[] today) => Compare(_earlier!.Outputs, today);

    private string? Compare(IReadOnlyList<FileRecord> earlier, FileRecord[] today)
    {
        for (var i = 0; i < today.Length; i++)
        {
            if (earlier[i].Check(_stamps, _clock) is not { } record)
            {
                var change = IsMissing(earlier[i].Path) ? "is missing" : earlier[i].Digest is null ? "is new" : "changed";
                return $"{earlier[i].Name} '{earlier[i].Path}' {change}";
            }
            today[i] = record;
        }
        return null;
    }

    private static bool IsMissing(string path) => !File.Exists(path) && !Directory.Exists(path);
}
