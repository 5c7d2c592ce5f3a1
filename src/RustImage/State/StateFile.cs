using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RustImage.State;

/// <summary>A file that holds the state of a step: what its result depends on, and the result.</summary>
/// <remarks>
/// The file is JSON. The first line has the version of the format and a checksum of the rest, the second line has the step's record, and
/// the rest is the result. Record and result are one file, so they always belong together. The file is written whole or not at all;
/// the checksum reveals damage by a disk or by another program.
/// </remarks>
internal sealed partial class StateFile
{
    /// <summary>Change this number with the form or the meaning of anything behind the first line.</summary>
    private const int Format = 1;

    private const int HexLength = 64;

    private static readonly byte[] BeforeChecksum = Encoding.UTF8.GetBytes($"{{\"format\":{Format},\"sha256\":\"");
    private static readonly byte[] AfterChecksum = "\",\n"u8.ToArray();
    private static readonly byte[] BeforeRecord = "\"state\":"u8.ToArray();
    private static readonly byte[] AfterRecord = ",\n\"result\":"u8.ToArray();
    private static readonly byte[] End = "}\n"u8.ToArray();

    private StateFile(StepRecord record, StepResult result) => (Record, Result) = (record, result);

    public StepRecord Record { get; }

    public StepResult Result { get; }

    /// <param name="damage">Why the state can't be used, in the form of a reason to run.</param>
    /// <returns>Null where the state is missing or damaged.</returns>
    public static StateFile? Read(string path, out string damage)
    {
        damage = "it has not run yet";
        if (ReadBytes(path) is not { } bytes)
            return null;
        damage = $"its state '{path}' is damaged";
        if (!bytes.AsSpan().StartsWith(BeforeChecksum))
        {
            if (OtherFormat().IsMatch(Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, 40)))))
                damage = "its state is in the format of another version of RustImage.Sdk";
            return null;
        }
        try
        {
            return Parse(path, bytes);
        }
        catch (JsonException)
        {
            return null; // The checksum is right, so another program wrote this text on purpose.
        }
    }

    /// <param name="result">The result as JSON.</param>
    public static StateFile Write(string path, StepRecord record, ReadOnlyMemory<byte> result)
    {
        byte[] rest =
        [
            .. BeforeRecord, .. JsonSerializer.SerializeToUtf8Bytes(record, StepRecordJson.Strict.StepRecord),
            .. AfterRecord, .. result.Span, .. End,
        ];
        byte[] bytes = [.. BeforeChecksum, .. Encoding.ASCII.GetBytes(Digest.OfBytes(rest).Hex), .. AfterChecksum, .. rest];
        AtomicFile.WriteIfDifferent(path, bytes);
        return new StateFile(record, new StepResult(record.Step, path, result));
    }

    private static byte[]? ReadBytes(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or EndOfStreamException)
        {
            return null;
        }
    }

    private static StateFile? Parse(string path, byte[] bytes)
    {
        var start = BeforeChecksum.Length + HexLength;
        ReadOnlyMemory<byte> rest = bytes.AsMemory(Math.Min(start, bytes.Length));
        if (!rest.Span.StartsWith(AfterChecksum))
            return null;
        rest = rest[AfterChecksum.Length..];
        if (Encoding.ASCII.GetString(bytes, BeforeChecksum.Length, HexLength) != Digest.OfBytes(rest.Span).Hex
            || !rest.Span.StartsWith(BeforeRecord) || rest.Span.IndexOf(AfterRecord) is not (> 0 and var end) || !rest.Span.EndsWith(End))
            return null;
        var record = JsonSerializer.Deserialize(rest.Span[BeforeRecord.Length..end], StepRecordJson.Strict.StepRecord);
        return record is { IsWhole: true }
            ? new StateFile(record, new StepResult(record.Step, path, rest[(end + AfterRecord.Length)..^End.Length])) : null;
    }

    [GeneratedRegex(@"^\{""format"":[0-9]+,""sha256"":""")]
    private static partial Regex OtherFormat();
}
