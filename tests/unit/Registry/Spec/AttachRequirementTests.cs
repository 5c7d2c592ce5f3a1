using System.Text;
using System.Text.Json;
using RustImage.Registry;

namespace RustImage.UnitTests.Registry.Spec;

/// <summary>distribution-spec 1.1, "Pushing Manifests with Subject" and "Referrers Tag Schema".</summary>
public sealed class AttachRequirementTests : RequirementTests
{
    private const string Sbom = "application/vnd.example.sbom+json";
    private static readonly Dictionary<string, string> Annotations = new() { ["name"] = "Grüße + \"quotes\"", ["empty"] = "" };
    private readonly byte[] _sbom = SomeBytes(1000);

    private static Descriptor Subject => new(ImageType, Digest.OfBytes("subject"u8), 7);

    private static string Tag => $"sha256-{Subject.Digest.Hex}";

    /// <summary>"Pushing Manifests with Subject", "Push": the artifact names its subject, which need not exist yet.</summary>
    [Fact]
    public async Task An_artifact_names_its_subject()
    {
        var pushed = await AttachAsync();
        var json = JsonElement.Parse(Stored.Manifests[pushed.Digest].Bytes);
        var subject = json.GetProperty("subject");
        Assert.Equal(
            (Subject.Digest.ToString(), ImageType, 7),
            (Text(subject, "digest"), Text(subject, "mediaType"), subject.GetProperty("size").GetInt32()));
        Assert.Equal(Sbom, Text(json, "artifactType"));
        Assert.Equal(_sbom, Stored.Blobs[Digest.Parse(Text(Assert.Single(json.GetProperty("layers").EnumerateArray()), "digest"))]);
        Assert.Equal(pushed.Digest, Assert.Single(await Client().ListReferrersAsync(Repository, Subject.Digest, Sbom)).Digest);
    }

    /// <summary>"Pushing Manifests with Subject": OCI-Subject means that the registry maintains the list.</summary>
    [Fact]
    public async Task A_registry_that_lists_referrers_itself_gets_no_tag()
    {
        await AttachAsync();
        Assert.Empty(Stored.Tags);
    }

    /// <summary>"Unavailable Referrers API": without OCI-Subject the client asks whether the API exists (MUST).</summary>
    [Fact]
    public async Task A_registry_with_a_referrers_API_but_without_OCI_Subject_gets_no_tag()
    {
        OnAnswer(r => r.Method == "PUT", a => a.Headers.Remove("OCI-Subject"));
        await AttachAsync();
        Assert.Empty(Stored.Tags);
        Assert.Single(await Client().ListReferrersAsync(Repository, Subject.Digest));
    }

    /// <summary>
    /// "Pushing Manifests with Subject": without OCI-Subject and a tag, the client creates a list with type and annotations (MUST).
    /// </summary>
    [Fact]
    public async Task Without_a_referrers_API_the_tag_gets_the_list()
    {
        Server.Options = new() { NoReferrers = true };
        var pushed = await AttachAsync();
        Assert.Equal([Tag], Stored.Tags);
        var index = Listed();
        Assert.Equal((2, IndexType), (index.GetProperty("schemaVersion").GetInt32(), Text(index, "mediaType")));
        var entry = Assert.Single(index.GetProperty("manifests").EnumerateArray());
        Assert.Equal((pushed.Digest.ToString(), ImageType, Sbom),
            (Text(entry, "digest"), Text(entry, "mediaType"), Text(entry, "artifactType")));
        Assert.Equal(Stored.Manifests[pushed.Digest].Bytes.Length, entry.GetProperty("size").GetInt32());
        var annotations = JsonElement.Parse(Stored.Manifests[pushed.Digest].Bytes).GetProperty("annotations");
        Assert.True(JsonElement.DeepEquals(annotations, entry.GetProperty("annotations")));
        Assert.Equal("Grüße + \"quotes\"", Text(annotations, "name"));
    }

    /// <summary>"Pushing Manifests with Subject": earlier entries stay in the list.</summary>
    [Fact]
    public async Task Entries_of_others_stay_in_the_list()
    {
        Server.Options = new() { NoReferrers = true };
        var other = Stored.AddManifest(ImageType, Manifest());
        var entry = $$$"""{"mediaType":"{{{ImageType}}}","digest":"{{{other}}}","size":{{{Stored.Manifests[other].Bytes.Length}}}""" +
            ""","artifactType":"a/b","annotations":{"by":"others"}}""";
        Stored.AddManifest(IndexType,
            Encoding.UTF8.GetBytes($$"""{"schemaVersion":2,"mediaType":"{{IndexType}}","manifests":[{{entry}}]}"""), Tag);
        var pushed = await AttachAsync();
        var entries = Listed().GetProperty("manifests").EnumerateArray().ToList();
        Assert.Equal([other.ToString(), pushed.Digest.ToString()], entries.Select(e => Text(e, "digest")));
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(entry), entries[0]));
    }

    /// <summary>"Pushing Manifests with Subject": the list has no duplicates (SHOULD NOT).</summary>
    [Fact]
    public async Task An_artifact_attached_twice_is_listed_once()
    {
        Server.Options = new() { NoReferrers = true };
        await AttachAsync();
        await AttachAsync();
        Assert.Single(Listed().GetProperty("manifests").EnumerateArray());
    }

    /// <summary>"Pushing Manifests with Subject": a tag with another content is reported and kept (SHOULD).</summary>
    [Fact]
    public async Task A_referrers_tag_with_another_content_is_reported_and_kept()
    {
        Server.Options = new() { NoReferrers = true };
        var other = Stored.AddManifest(ImageType, Manifest(), Tag);
        await AssertFailsAsync(AttachAsync);
        Assert.Equal(other, Stored.Resolve(Tag));
    }

    private Task<Descriptor> AttachAsync() =>
        Client().AttachAsync(Repository, Subject, Sbom, "application/json", Blob(_sbom), Annotations);

    private JsonElement Listed() => JsonElement.Parse(Stored.Manifests[Stored.Resolve(Tag)!.Value].Bytes);

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
