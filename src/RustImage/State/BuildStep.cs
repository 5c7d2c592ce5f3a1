using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace RustImage.State;

/// <summary>
/// A step of the build, which runs only where its last result does not hold any more. This is the only place that decides that.
/// </summary>
/// <remarks>
/// The decision is by content. A step's state names what its result depends on: values, results of earlier steps, and files with the
/// digests of the bytes that the step read; and what it wrote, with the digests of these bytes. A stamp (<see cref="FileStamp"/>) that is
/// the same as then stands for the same content; where it is not, the content is read. No time is compared with that of another file, so
/// neither a wrong clock nor a restored cache nor an archive with fixed times can make a build stale. The state is written last and whole:
/// a build that is killed leaves the old one, whose outputs then have other digests; two builds at once overwrite each other's outputs, and
/// are found out in the same way. What changes while the step runs makes it run again in the next build.
/// </remarks>
/// <param name="name">The step's name: that of its target.</param>
/// <param name="stateFile">Where its state is kept, a full path.</param>
/// <param name="sdk">The build of the SDK.</param>
public sealed class BuildStep(string name, string stateFile, string sdk)
{
    /// <summary>That of its task and target.</summary>
    public string Name => name;

    /// <summary>Tests put others in their place.</summary>
    internal IStampReader Stamps { get; init; } = StampReaderFactory.OfThisSystem;

    /// <summary>Runs the step where its last result does not hold.</summary>
    /// <param name="type">Of the result.</param>
    /// <param name="starting">Told why the step runs, before it does.</param>
    public async Task<StepOutcome> RunAsync<T>(StepKey key, JsonTypeInfo<T> type, Action<string> starting, Func<StepRun, Task<T>> run)
    {
        FileClock? clock = null;
        var state = StateFile.Read(stateFile, out var damage);
        var (reason, record, sets) = StepCheck.Run(key, stateFile, sdk, state?.Record, damage, Stamps, Clock);
        if (reason is null)
        {
            // Only the stamps can be others, and of files whose content is the same.
            if (clock is not null)
                StateFile.Write(stateFile, record!, state!.Result.Json);
            return new StepOutcome(name, null, record!.Notices, state!.Result);
        }
        starting(reason);
        var running = new StepRun(key, state?.Record, sets, Stamps, Clock());
        var result = await run(running).ConfigureAwait(false);
        var ended = running.Finish(name, stateFile, sdk, key);
        var written = StateFile.Write(stateFile, ended, JsonSerializer.SerializeToUtf8Bytes(result, type));
        return new StepOutcome(name, reason, ended.Notices, written.Result);

        FileClock Clock() => clock ??= FileClock.Read(stateFile, Stamps);
    }

    /// <summary>Keeps the result of a step that runs in every build.</summary>
    /// <param name="read">What it read with <see cref="DigestOf"/>.</param>
    /// <param name="written">What it has written besides.</param>
    public StepResult Keep<T>(T result, JsonTypeInfo<T> type, IEnumerable<KnownFile>? read = null, IEnumerable<string>? written = null)
    {
        var record = StepRecord.Of(name, stateFile, sdk) with { Inputs = [.. (read ?? []).Select(f => f.Record)], AlsoWritten = [.. written ?? []] };
        return StateFile.Write(stateFile, record, JsonSerializer.SerializeToUtf8Bytes(result, type)).Result;
    }

    /// <summary>The digest of a file, which is read only where it is another one than when the step last kept its result.</summary>
    public KnownFile DigestOf(string fileName, string path)
    {
        var earlier = StateFile.Read(stateFile, out _)?.Record.Inputs.FirstOrDefault(i => i.Path == path);
        if (earlier?.Stamp is { } stamp && stamp == Stamps.Of(path)?.ToString())
            return new KnownFile(earlier);
        return new KnownFile(FileRecord.Read(fileName, path, Stamps, FileClock.Read(stateFile, Stamps)));
    }

    /// <returns>The result of the last run; null where there is none, or none that can be read.</returns>
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

    /// <inheritdoc cref="TryRead(string)"/>
    /// <remarks>Nor of a state that was copied from elsewhere, which tells of files that are not this project's.</remarks>
    public static T? TryReadHere<T>(string stateFile, JsonTypeInfo<T> type) where T : class =>
        StateFile.Read(stateFile, out _)?.Record.Place == stateFile ? TryRead(stateFile, type) : null;

    /// <exception cref="RustImageException">RIMG0005: there is none, or none that can be read.</exception>
    public static StepResult Read(string stateFile) => TryRead(stateFile) ?? throw Messages.DamagedStep(stateFile).ToException();
}
