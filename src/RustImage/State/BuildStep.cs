using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace RustImage.State;

/// <summary>
/// A step of the build. It runs again only where the result of its last run is out of date. Only this class decides that.
/// </summary>
/// <remarks>
/// Content decides, not time. The state of a step holds what the result depends on (values, results of earlier steps, and files with
/// the digests of the bytes that were read), and the files that the step wrote, with their digests. An equal stamp
/// (<see cref="FileStamp"/>) means equal content; where the stamp differs, the content is read. Times of two files are never
/// compared, so a wrong clock, a restored cache or an archive with fixed times cannot make a build stale.
/// The state is written last, and whole. A killed build leaves the old state, and the digests show that the outputs have changed since.
/// So do they where two builds overwrite each other's outputs. A file that changes while the step runs makes it run again in the next
/// build.
/// </remarks>
/// <param name="name">The name of the step, which is that of its task.</param>
/// <param name="stateFile">The full path of the state.</param>
/// <param name="sdk">Identifies the build of the SDK.</param>
internal sealed class BuildStep(string name, string stateFile, string sdk)
{
    /// <summary>The name of the step, which is that of its task.</summary>
    public string Name => name;

    /// <summary>Reads the stamps of files; tests replace it.</summary>
    internal IStampReader Stamps { get; init; } = StampReaderFactory.OfThisSystem;

    /// <summary>Runs the step if the result of its last run is out of date.</summary>
    /// <param name="type">How the result is written as JSON.</param>
    /// <param name="starting">Called with the reason before the step runs.</param>
    public async Task<StepOutcome> RunAsync<T>(StepKey key, JsonTypeInfo<T> type, Action<string> starting, Func<StepRun, Task<T>> run)
    {
        FileClock? clock = null;
        var state = StateFile.Read(stateFile, out var damage);
        var (reason, record, sets) = StepCheck.Run(key, stateFile, sdk, state?.Record, damage, Stamps, Clock);
        if (reason is null)
        {
            // The clock was read, so a stamp was not trusted or has changed, although the content is the same: keep today's stamps.
            if (clock is not null)
                StateFile.Write(stateFile, record!, state!.Result.Json);
            return new StepOutcome(name, null, record!.Notices, state!.Result, FoundIn(record));
        }
        starting(reason);
        var running = new StepRun(key, state?.Record, sets, Stamps, Clock());
        var result = await run(running).ConfigureAwait(false);
        var ended = running.Finish(name, stateFile, sdk, key);
        var written = StateFile.Write(stateFile, ended, JsonSerializer.SerializeToUtf8Bytes(result, type));
        return new StepOutcome(name, reason, ended.Notices, written.Result, FoundIn(ended));

        FileClock Clock() => clock ??= FileClock.Read(stateFile, Stamps);
    }

    private static IEnumerable<string> FoundIn(StepRecord record) => record.Inputs.Where(i => i.Found).Select(i => i.Path);

    /// <summary>Writes the state of a step that runs in every build.</summary>
    /// <param name="read">The files that the step read with <see cref="DigestOf"/>.</param>
    /// <param name="written">Other files that the step has written.</param>
    public StepResult Keep<T>(T result, JsonTypeInfo<T> type, IEnumerable<KnownFile>? read = null, IEnumerable<string>? written = null)
    {
        var record = StepRecord.Of(name, stateFile, sdk) with
        {
            Inputs = [.. (read ?? []).Select(f => f.Record)],
            AlsoWritten = [.. written ?? []],
        };
        return StateFile.Write(stateFile, record, JsonSerializer.SerializeToUtf8Bytes(result, type)).Result;
    }

    /// <summary>
    /// Returns the digest of a file. Reads the file only if it has changed since the step last called <see cref="Keep"/>.
    /// </summary>
    public KnownFile DigestOf(string fileName, string path)
    {
        var earlier = StateFile.Read(stateFile, out _)?.Record.Inputs.FirstOrDefault(i => i.Path == path);
        if (earlier?.Stamp is { } stamp && stamp == Stamps.Of(path)?.ToString())
            return new KnownFile(earlier);
        return new KnownFile(FileRecord.Read(fileName, path, Stamps, FileClock.Read(stateFile, Stamps)));
    }

    /// <returns>The result of the last run; null where the state is missing or damaged.</returns>
    public static StepResult? TryRead(string stateFile) => StateFile.Read(stateFile, out _)?.Result;

    /// <inheritdoc cref="TryRead(string)"/>
    public static T? TryRead<T>(string stateFile, JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return TryRead(stateFile)?.As(type);
        }
        catch (RustImageException)
        {
            return null;
        }
    }

    /// <summary>Reads the result of the last run, unless the state was copied from another directory: it names files there.</summary>
    /// <inheritdoc cref="TryRead(string)"/>
    public static T? TryReadHere<T>(string stateFile, JsonTypeInfo<T> type) where T : class =>
        StateFile.Read(stateFile, out _)?.Record.Place == stateFile ? TryRead(stateFile, type) : null;

    /// <exception cref="RustImageException">RIMG0005: the state is missing or damaged.</exception>
    public static StepResult Read(string stateFile) => TryRead(stateFile) ?? throw Messages.DamagedStep(stateFile).ToException();
}
