using System.Text;
using System.Text.Json.Serialization;

namespace RustImage.UnitTests.Foreign;

public sealed class JsonShapeTests
{
    private static readonly JsonShape<Sample> Shape = new(SampleJson.Default);
    private static readonly JsonShape<Sample> WithNulls = new(SampleNullJson.Default);
    private static readonly JsonShape<Sample> WithAny = new(SampleJson.Default, verbatim: "any");

    [Fact]
    public void An_optional_member_may_be_missing()
    {
        var sample = Read("""{"name":"x","count":1,"digests":[],"parts":[{"name":"y"}]}""");
        Assert.Equal(("x", null, "y"), (sample.Name, sample.Note, sample.Parts[0].Name));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("""{"name":null,"count":1,"digests":[],"parts":[]}""")]
    [InlineData("""{"count":1,"digests":[],"parts":[]}""")]
    [InlineData("""{"name":"x","digests":[],"parts":[]}""")]
    [InlineData("""{"name":"x","count":1,"parts":[]}""")]
    [InlineData("""{"name":"x","count":1,"digests":[null],"parts":[]}""")]
    [InlineData("""{"name":"x","count":1,"digests":["sha256:aa"],"parts":[]}""")]
    [InlineData("""{"name":"x","count":1,"digests":[],"parts":[null]}""")]
    [InlineData("""{"name":"x","count":1,"digests":[],"parts":[{"name":null}]}""")]
    [InlineData("""{"name":"x","count":1,"digests":[],"parts":[{}]}""")]
    [InlineData("""{"name":"x","count":1,"digests":[],"parts":[],"labels":{"a":null}}""")]
    [InlineData("""{"name":"x\ud800","count":1,"digests":[],"parts":[]}""")]
    [InlineData("""{"name":"x","count":1,"digests":[],"parts":[],"ignored":"\ud800"}""")]
    [InlineData("""{"name":"x","count":1,"digests":[],"parts":[],"any":[null]}""")]
    public void A_missing_or_null_required_member_is_refused(string json)
    {
        Assert.Throws<ForeignJsonException>(() => Read(json));
        Assert.Null(ForeignJson.TryDeserialize(Encoding.UTF8.GetBytes(json), Shape));
    }

    [Fact]
    public void A_reader_of_nulls_accepts_null_in_optional_members_only()
    {
        var json = """{"name":"x","note":null,"count":1,"digests":[],"parts":[]}"""u8;
        Assert.Null(ForeignJson.Deserialize(json, WithNulls).Note);
        Assert.Null(ForeignJson.TryDeserialize(json, Shape));
        Assert.Null(ForeignJson.TryDeserialize("""{"name":null,"count":1,"digests":[],"parts":[]}"""u8, WithNulls));
        Assert.Null(ForeignJson.TryDeserialize("""{"name":"x","count":1,"digests":[],"parts":[null]}"""u8, WithNulls));
    }

    [Fact]
    public void A_member_may_hold_any_JSON()
    {
        Assert.NotNull(
            ForeignJson.TryDeserialize("""{"name":"x","count":1,"digests":[],"parts":[],"any":{"a":[null,{"b":null}]}}"""u8, WithAny));
        Assert.Null(ForeignJson.TryDeserialize("""{"any":{},"name":"x","count":1,"digests":[],"parts":[null]}"""u8, WithAny));
    }

    private static Sample Read(string json) => ForeignJson.Deserialize(Encoding.UTF8.GetBytes(json), Shape);
}

internal sealed record Sample(string Name, string? Note, int Count, IReadOnlyList<Digest> Digests, IReadOnlyList<SamplePart> Parts)
{
    public IReadOnlyDictionary<string, string>? Labels { get; init; }
}

internal sealed record SamplePart(string Name, int Size = 0);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Sample))]
internal sealed partial class SampleJson : JsonSerializerContext;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Sample))]
internal sealed partial class SampleNullJson : JsonSerializerContext;
