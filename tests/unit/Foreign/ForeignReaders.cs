using System.Text;
using RustImage.Base;
using RustImage.Base.Content;
using RustImage.Base.Sources;
using RustImage.Cargo;
using RustImage.Debian.Downloads;
using RustImage.Debian.Locks;
using RustImage.Elf;
using RustImage.Evidence;
using RustImage.Evidence.Page;
using RustImage.Evidence.Text;
using RustImage.Formats.OpenPgp;
using RustImage.Images;
using RustImage.Metadata;
using RustImage.Outputs.Engines;
using RustImage.Outputs.Registries;
using RustImage.Registry;
using RustImage.Registry.Connection;
using RustImage.Registry.Credentials;
using RustImage.Registry.Manifests;
using RustImage.Registry.Referrers;
using RustImage.Registry.Requests;
using RustImage.Testing;
using RustImage.UnitTests.Evidence;
using RustImage.UnitTests.Images;

namespace RustImage.UnitTests.Foreign;

/// <summary>All readers of foreign documents, each with a valid document.</summary>
internal sealed class ForeignReaders : IDisposable
{
    private const string Hex = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private readonly TemporaryDirectory _directory = new();
    private readonly RegistrySettings _settings;
    private readonly EngineCommand _engine;

    public ForeignReaders()
    {
        _settings = Registry.TestConnections.Settings(_directory);
        _engine = new EngineCommand("no-such-engine", _directory.Path);
        Directory.CreateDirectory(_directory["layout"]);
        Directory.CreateDirectory(_directory["cache/base/trees"]);
    }

    /// <summary>By name: a valid document, and a function that reads and uses it and returns whether it was accepted.</summary>
    public static IReadOnlyDictionary<string, Func<ForeignReaders, (byte[] Document, Func<byte[], bool> Read)>> All { get; } =
        new Dictionary<string, Func<ForeignReaders, (byte[], Func<byte[], bool>)>>
        {
            ["metadata"] = _ => Text(
                """{"tags":["ghcr.io/a/b:1"],"tag-names":["1"],"labels":{"a":"b"},"annotations":["manifest:a=b"]}""",
                json => MetadataFile.Parse(json, "x").Tags.Count > 0),
            ["bake file"] = _ =>
                Text("""{"target":{"docker-metadata-action":{"tags":["a:1"],"labels":{"a":"b"}}}}""",
                    json => MetadataFile.Parse(json, "x").Tags.Count > 0),
            ["credentials"] = readers => Bytes(
                """{"auths":{"ghcr.io":{"auth":"bWU6cA=="},"quay.io":{"identitytoken":"t"}},"credHelpers":{"other.io":"none"}""" +
                    ""","credsStore":""}""", readers.HasCredentials),
            ["lock"] = readers => readers.File("rustimage.lock.json",
                $$$"""{"version":1,"baseImages":{"a":"sha256:{{{Hex}}}"},"suite":"trixie","releases":[""" +
                    $$$"""{"name":"trixie","date":"2025-01-01T00:00:00+00:00"}],"packages":[""" +
                    $$$"""{"name":"xy","version":"1","architecture":"amd64","source":"xy","archive":"debian","path":"pool/""" +
                    $$$"""x.deb","size":1,"digest":"sha256:{{{Hex}}}","neededBy":{"a.proj":["x"]}}]}""",
                path => LockFile.ToBytes(LockFile.Read(path)!).Length > 0),
            ["media type"] = _ =>
                Bytes("""{"mediaType":"application/vnd.oci.image.index.v1+json"}""", json => ManifestTypes.Own(json) is not null),
            ["registry's error"] = _ =>
                Text("""{"errors":[{"code":"DENIED","message":"no","detail":"why"}]}""", json => RegistryError.Words(json).Length > 0),
            ["token"] = _ =>
                Bytes("""{"token":"abc","expires_in":300}""",
                    json => ForeignJson.TryRead(json, j => TokenServer.TokenOf(j, 0, TimeProvider.System)) is not null),
            ["tags"] = _ =>
                Bytes("""{"name":"a","tags":["1","2"]}""", json => RegistryPages.Json("r", "x", json, j => j["tags"].Texts()).Count > 0),
            ["referrers"] = _ => Bytes(
                $$$"""{"schemaVersion":2,"manifests":[{"mediaType":"a/b","digest":"sha256:{{{Hex}}}","size":3,"artifactType":"c/""" +
                    $$$"""d","annotations":{"e":"f"}}],"annotations":{}}""",
                json => RegistryPages.Json("r", "x", json, ReferrerIndex.Read) is [var one, ..] && ReferrerIndex.Add(json, one).Length > 0),
            ["snapshot"] = _ => Bytes(
                $$$"""{"result":[{"architecture":"amd64","hash":"{{{Hex[..40]}}}"}],"fileinfo":{"{{{Hex[..40]}}}":[{"size":""" +
                    $$$"""3,"name":"x"}]}}""",
                json =>
                    ForeignJson.Read(json, j => SnapshotArchive.Hashes(j, "amd64", 3).ToList(),
                        e => Messages.BadSnapshotAnswer("x", e.Message)).Count > 0),
            ["manifest"] = _ => Bytes(
                $$$"""{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/""" +
                    $$$"""vnd.oci.image.config.v1+json","digest":"sha256:{{{Hex}}}","size":3},"layers":[{"mediaType":"application/""" +
                    $$$"""vnd.oci.image.layer.v1.tar+gzip","digest":"sha256:{{{Hex}}}","size":3}]}""",
                json => ManifestDocument.Read(json, "x").Config is not null),
            ["index"] = _ => Bytes(
                $$$"""{"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:""" +
                    $$$"""{{{Hex}}}","size":3,"platform":{"os":"linux","architecture":"amd64","variant":"v1"}}]}""",
                json => PlatformImage.Names(ManifestDocument.Read(json, "x").Images!).Any()),
            ["layout"] = readers => readers.File("layout/index.json",
                $$$"""{"schemaVersion":2,"manifests":[{"mediaType":"a/b","digest":"sha256:{{{Hex}}}","size":3,"annotations":""" +
                    $$$"""{"org.opencontainers.image.ref.name":"1"}}]}""",
                _ => readers.Refuses("oci:layout", "has no blob")),
            ["archive of docker save"] = readers => readers.File("layout/manifest.json",
                """[{"Config":"config.json","RepoTags":["a:1"],"Layers":["a/layer.tar"]}]""", _ => readers.FindsNoConfig()),
            ["platform of a configuration"] = _ => Bytes(
                $$$"""{"os":"linux","architecture":"amd64","rootfs":{"type":"layers","diff_ids":["sha256:{{{Hex}}}"]}}""",
                json =>
                    SourceImage.Create("x", Digest.OfBytes(json), json, Platform.FromRuntimeIdentifier("linux-x64")!,
                        ids => [.. ids.Select(i => new Descriptor("a", i, 1))]).DiffIds.Count == 1),
            ["configuration"] = _ => Bytes(
                """{"config":{"User":"web","Env":["A=1"],"Labels":{"a":"b"},"ExposedPorts":{"80/tcp":{}},"Volumes":{"/data":{}}""" +
                    ""","OnBuild":["RUN x"],"StopSignal":"SIGINT","Shell":["sh"],"Healthcheck":{"Test":["CMD","x"]}}""" +
                    ""","history":[{"created_by":"x","empty_layer":true}]}""",
                json =>
                    ImageConfig.Create(FixedImage.Settings, FixedImage.Tars,
                        new BaseImage("x", Digest.OfBytes(json), json, [])).Bytes.Length > 0),
            ["index of a layer"] = readers => readers.File($"cache/base/trees/{Hex}.json",
                """{"format":2,"entries":[{"path":"/a","kind":1,"owner":{"mode":493}},{"path":"/b","size":3},{"path":"/""" +
                    """c","kind":2,"target":"b"}]}""",
                _ => new ContentStore(readers._directory["cache"]).FindIndex(Digest.Parse($"sha256:{Hex}"))?.Entries.Count == 3),
            ["record of a layer"] = _ => Bytes(
                $$$"""{"mediaType":"a/b","digest":"sha256:{{{Hex}}}","size":3,"diffId":"sha256:{{{Hex}}}","tarSize":10,"path":""}""",
                json => ForeignJson.TryDeserialize(json, LayerStore.Shape) is not null),
            ["layers in an engine"] = _ => Text($"[\"sha256:{Hex}\"]", json => EngineImages.ReadLayers(json).Count > 0),
            ["docker info"] = readers => Text(
                """{"DriverStatus":[["driver-type","io.containerd.snapshotter.v1"]],"InitCommit":{"ID":"de40ad0"},"ServerErrors":null}""",
                json =>
                    ForeignJson.TryRead(json,
                        j => Tuple.Create(EngineFinder.Read(readers._engine, j, "Docker").State)) is { Item1: "" }),
            ["podman info"] = readers => Text(
                """{"host":{"serviceIsRemote":false,"arch":"amd64"}}""",
                json =>
                    ForeignJson.TryRead(json,
                        j => Tuple.Create(EngineFinder.Read(readers._engine, j, "Podman").State)) is { Item1: "" }),
            ["cargo's artifact"] = _ => Text(
                """{"reason":"compiler-artifact","package_id":"path+file:///x","manifest_path":"/x/Cargo.toml","target":""" +
                    """{"name":"x","kind":["bin"]},"executable":"/x/y","filenames":["/x/y"],"fresh":true}""",
                json => CargoMessage.Parse(json) is not null),
            ["rustc's message"] = _ => Text(
                """{"reason":"compiler-message","message":{"message":"m","code":{"code":"E0308","explanation":null}""" +
                    ""","level":"error","spans":[{"file_name":"a.rs","line_start":1,"column_start":2,"is_primary":true,"label":""" +
                    """null,"expansion":{"span":{"file_name":"b.rs","line_start":3,"column_start":4,"is_primary":""" +
                    """false,"label":"l","expansion":null}}}],"children":[{"message":"h","code":null,"level":"help","spans":[]""" +
                    ""","children":[],"rendered":null}],"rendered":"m"}}""",
                json => CargoMessage.Parse(json)?.Message is { } message && CompilerDiagnostic.From(message, "/", []) is not null),
            ["cargo's failure"] = _ =>
                Text("error: x\n --> src/main.rs:1:2\n  |\n1 | y\n",
                    text => CargoFailure.Parse(text, "/x/Cargo.toml", "/x").Text.Length > 0),
            ["note of dlopen"] = _ => Bytes(
                """[{"soname":["libz.so.1"],"priority":"required","feature":"f","description":"d"}]""",
                json => DlopenNoteParser.Parse(new BoundedReader(new MemoryBytes(json), "x", new ByteOrder(true, true)), json).Count > 0),
            ["report"] = readers => readers.Report(),
            ["keyring"] = readers =>
                readers.File("keyring.gpg", new TestSigningKey().Export(), path => Keyring.Read(path).Fingerprints.Count > 0),
            ["armoured keyring"] = readers =>
                readers.File("keyring.asc", Armoured(new TestSigningKey().Export()), path => Keyring.Read(path).Fingerprints.Count > 0),
            ["file of references"] = _ => Text(
                "image: rustimage://hello # x\n- \"rustimage://shop/api\"\n",
                text => ImageReferenceFile.Resolve(text, "x", new Dictionary<string, string> { ["hello"] = "h", ["shop/api"] = "a" })
                    .Count > 0),
        };

    public void Dispose() => _directory.Dispose();

    private static (byte[], Func<byte[], bool>) Bytes(string document, Func<byte[], bool> read) => (Encoding.UTF8.GetBytes(document), read);

    /// <summary>A document for a reader of text. As in the output of a process or an HTTP answer, invalid bytes become U+FFFD.</summary>
    private static (byte[], Func<byte[], bool>) Text(string document, Func<string, bool> read) =>
        Bytes(document, bytes => read(Encoding.UTF8.GetString(bytes)));

    private static byte[] Armoured(byte[] key) =>
        Encoding.ASCII.GetBytes("-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n" +
            $"{Convert.ToBase64String(key, Base64FormattingOptions.InsertLineBreaks)}\n-----END PGP PUBLIC KEY BLOCK-----\n");

    private (byte[], Func<byte[], bool>) File(string name, string document, Func<string, bool> read) =>
        File(name, Encoding.UTF8.GetBytes(document), read);

    private (byte[], Func<byte[], bool>) File(string name, byte[] document, Func<string, bool> read)
    {
        return (document, Written);

        bool Written(byte[] bytes)
        {
            System.IO.File.WriteAllBytes(_directory[name], bytes);
            return read(_directory[name]);
        }
    }

    private (byte[], Func<byte[], bool>) Report() => File("report.json", ReportJson.Write(SampleReport.Create()), path =>
        ReportJson.TryRead(path) is { } report && ReportText.Lines(report).Any() && ReportPage.Write(report).Length > 0);

    private bool HasCredentials(byte[] json)
    {
        var source = new AuthFileSource("x", () => json, new CredentialHelpers(_settings));
        var seen = new List<string>();
        var found = new[] { "ghcr.io", "quay.io", "other.io" }.Select(host => source.FindAsync(
            new CredentialRequest(RegistryName.Parse(host), "a/b", RegistryUse.Push), seen,
            CancellationToken.None).GetAwaiter().GetResult()).ToList();
        return found.Any(f => f is not null);
    }

    private bool Refuses(string reference, string reason)
    {
        using var source = BaseSourceFactory.Open(BaseReference.Parse(reference, _directory.Path), _settings,
            new RustImage.Layers.BlobCache(_directory["cache"]), CancellationToken.None);
        try
        {
            source.FindAsync(null, Platform.FromRuntimeIdentifier("linux-x64")!, CancellationToken.None).GetAwaiter().GetResult();
            return true;
        }
        catch (RustImageException e) when (e.Code == "RIMG5102" && e.Message.Contains(reason, StringComparison.Ordinal))
        {
            return true;
        }
    }

    private bool FindsNoConfig()
    {
        var source = new DockerArchiveSource(new LocalReference("x", null, BaseTransport.DockerArchive, _directory["layout"], null),
            new DirectoryFiles(_directory["layout"]));
        try
        {
            source.FindAsync(null, Platform.FromRuntimeIdentifier("linux-x64")!, CancellationToken.None).GetAwaiter().GetResult();
            return true;
        }
        catch (RustImageException e) when (e.Message.Contains("which its manifest.json names", StringComparison.Ordinal))
        {
            return true;
        }
    }
}
