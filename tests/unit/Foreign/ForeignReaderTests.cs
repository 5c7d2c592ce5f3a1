using System.Text;
using System.Text.RegularExpressions;

namespace RustImage.UnitTests.Foreign;

/// <summary>Every reader of foreign documents must end with a result or a coded message, whatever the input.</summary>
public sealed partial class ForeignReaderTests : IDisposable
{
    private const int Mutations = 200;

    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1.5", "1e999", "99999999999999999999", "\"\"", "\"\\ud800\"", "\"\\u0000\"", "\"\\u001b[31m\"", "\"x\"",
        "{}", "[]", "[null]",
        "{\"\\udfff\":1}", "{\"\":null}", "[[[[]]]]", "{\"a\":1,\"a\":2}", "\"sha256:aa\"",
    ];

    private static readonly byte[][] Bytes =
        [[0], [0xff], [0xed, 0xa0, 0x80], [0xc3], [0x1b], [0x0a], [0x80], [.. "\\ud800"u8], [.. "{["u8], [.. "\""u8]];

    private readonly ForeignReaders _readers = new();

    public void Dispose() => _readers.Dispose();

    public static TheoryData<string> Names => [.. ForeignReaders.All.Keys];

    public static TheoryData<string> JsonNames =>
        [.. ForeignReaders.All.Keys.Except(["cargo's failure", "keyring", "armoured keyring", "file of references"])];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_valid_document_is_accepted(string name)
    {
        var (document, read) = ForeignReaders.All[name](_readers);
        Assert.True(read(document));
    }

    [Theory]
    [MemberData(nameof(JsonNames))]
    public void Half_of_a_surrogate_pair_in_a_value_or_a_name_causes_no_crash(string name)
    {
        var (document, read) = ForeignReaders.All[name](_readers);
        var text = Encoding.UTF8.GetString(document);
        foreach (Match match in JsonString().Matches(text))
            AssertNoCrash(read, Encoding.UTF8.GetBytes($"{text[..match.Index]}\"\\ud800\"{text[(match.Index + match.Length)..]}"), name);
    }

    [Theory]
    [MemberData(nameof(JsonNames))]
    public void A_null_in_place_of_any_value_causes_no_crash(string name)
    {
        var (document, read) = ForeignReaders.All[name](_readers);
        var text = Encoding.UTF8.GetString(document);
        foreach (Match match in JsonValue().Matches(text))
            AssertNoCrash(read, Encoding.UTF8.GetBytes($"{text[..match.Index]}null{text[(match.Index + match.Length)..]}"), name);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Damaged_documents_cause_no_crash(string name)
    {
        var (document, read) = ForeignReaders.All[name](_readers);
        var random = new Random(20_000 + name.Length);
        for (var i = 0; i < Mutations; i++)
        {
            var damaged = document;
            for (var changes = random.Next(1, 4); changes > 0; changes--)
                damaged = Damage(damaged, random);
            AssertNoCrash(read, damaged, name);
        }
    }

    private static void AssertNoCrash(Func<byte[], bool> read, byte[] document, string name)
    {
        try
        {
            read(document);
        }
        catch (RustImageException)
        {
        }
        catch (Exception e)
        {
            Assert.Fail($"{name} ends in {e.GetType()} for {Convert.ToBase64String(document)}, " +
                $"{ForeignText.Brief(Encoding.UTF8.GetString(document))}:\n{e}");
        }
    }

    private static byte[] Damage(byte[] document, Random random)
    {
        var (at, length) = (random.Next(document.Length + 1), random.Next(1, 9));
        var end = Math.Min(document.Length, at + length);
        switch (random.Next(6))
        {
            case 0:
                return [.. document[..at], .. document[end..]];
            case 1:
                return [.. document[..end], .. document[at..]];
            case 2:
                return [.. document[..at], .. Bytes[random.Next(Bytes.Length)], .. document[at..]];
            case 3 when document.Length > 0:
                var flipped = document.ToArray();
                flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
                return flipped;
            case 4:
                return document[..at];
            default:
                var text = Encoding.Latin1.GetString(document);
                var values = JsonValue().Matches(text);
                if (values.Count == 0)
                    return document;
                var value = values[random.Next(values.Count)];
                return Encoding.Latin1.GetBytes(
                    $"{text[..value.Index]}{Values[random.Next(Values.Length)]}{text[(value.Index + value.Length)..]}");
        }
    }

    /// <summary>Matches texts, including names of members.</summary>
    [GeneratedRegex("\"(?:[^\"\\\\]|\\\\.)*\"")]
    private static partial Regex JsonString();

    /// <summary>Matches texts, numbers, words, and the innermost arrays and objects.</summary>
    [GeneratedRegex("(?:\"(?:[^\"\\\\]|\\\\.)*\"|-?[0-9.]+|true|false|null|\\[[^\\[\\]{}]*\\]|\\{[^\\[\\]{}]*\\})(?=\\s*[,\\]}])")]
    private static partial Regex JsonValue();
}
