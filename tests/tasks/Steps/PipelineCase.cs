using RustImage.Cargo;
using RustImage.Closure;
using RustImage.Tasks;
using RustImage.Toolchain;

namespace RustImage.TaskTests;

/// <summary>A project whose earlier steps have run. A script stands in for the binary.</summary>
public abstract class PipelineCase : TaskCase
{
    private protected static CargoProject Hello(string directory) => new(
        "hello", "1.2.3", "hello", Path.Combine(directory, "Cargo.toml"), directory, ["Ada <ada@example.org>"], "A greeting", "MIT",
        null, null, null);

    private protected static TargetToolchain LinuxX64 { get; } = new("1.90.0", "x86_64-unknown-linux-gnu", "linux-x64", [], [], null);

    private protected string KeepProject() => Keep("project", Hello(ProjectDirectory), StepJson.Readable.CargoProject);

    private protected string KeepToolchain(string? objCopy = null) =>
        Keep("toolchain", LinuxX64 with { ObjCopy = objCopy }, StepJson.Readable.TargetToolchain);

    private protected string KeepBinary(string path, params string[] crates) =>
        Keep("binary", new RustBinary(path, Digest.OfFile(path), crates), StepJson.Readable.RustBinary);

    /// <summary>The application as a step before would have stripped it.</summary>
    private protected string Application()
    {
        if (!File.Exists(this["obj/app/hello"]))
            Write("obj/app/hello", "#!/bin/true\n");
        return this["obj/app/hello"];
    }

    private protected ReadImageFiles ReadFiles(params Microsoft.Build.Framework.ITaskItem[] files) => new()
    {
        Files = files,
        FilesDirectory = "/app",
        FilesState = State("files"),
        UserEntriesFile = this["obj/files.entries.json"],
        UserFileList = this["obj/files.list"],
    };

    private protected BuildImageLayers BuildLayers() => new()
    {
        Application = Application(),
        ApplicationPath = "/app/hello",
        ClosureState = Keep("closure", new ImageClosure([], [], []), StepJson.Readable.ImageClosure),
        FilesState = State("files"),
        UserEntriesFile = this["obj/files.entries.json"],
        CacheDirectory = this["cache"],
        LayersState = State("layers"),
        EntryFile = this["obj/entries.jsonl"],
    };

    private protected ReadImageMetadata ReadMetadata() => new()
    {
        ProjectState = KeepProject(),
        RuntimeIdentifier = "linux-x64",
        MetadataFile = "none",
        DefaultRepository = "hello",
        SourceDateEpoch = "1700000000",
        MetadataState = State("metadata"),
    };

    private protected ConfigureImage Configure() => new()
    {
        ProjectState = State("project"),
        LayersState = State("layers"),
        MetadataState = State("metadata"),
        RuntimeIdentifier = "linux-x64",
        Repositories = ["hello"],
        ImageTags = ["1.2.3"],
        ApplicationPath = "/app/hello",
        User = "65532:65532",
        WorkingDirectory = "/app",
        ConfigState = State("config"),
    };

    private protected CompressImageLayers Compress(string level = "balanced") => new()
    {
        LayersState = State("layers"),
        CompressionLevel = level,
        CacheDirectory = this["cache"],
        BlobsState = State("blobs"),
    };

    private protected BuildImage Build() => new()
    {
        ConfigState = State("config"),
        BlobsState = State("blobs"),
        ImageState = State("image"),
    };

    private protected void RunToLayers(params Microsoft.Build.Framework.ITaskItem[] files)
    {
        Succeed(ReadFiles(files));
        Succeed(BuildLayers());
    }

    private protected void RunToConfiguration(Action<ConfigureImage>? change = null)
    {
        RunToLayers();
        Succeed(ReadMetadata());
        var configure = Configure();
        change?.Invoke(configure);
        Succeed(configure);
    }

    private protected BuildImage RunToImage(Action<ConfigureImage>? change = null)
    {
        RunToConfiguration(change);
        Succeed(Compress());
        var build = Succeed(Build());
        Engine.Clear();
        return build;
    }
}
