using RustImage.Base;
using RustImage.Images;
using RustImage.Layers;

namespace RustImage.CargoSettings;

/// <summary>
/// Every key of <c>[package.metadata.rustimage]</c>. It is the only list: the reader, the docs and the JSON Schema are made from it.
/// </summary>
internal static class SettingTable
{
    private static readonly IReadOnlyDictionary<string, string> Inverted = Pairs(("true", "false"), ("false", "true"));

    public static IReadOnlyList<Setting> All { get; } =
    [
        // What cargo builds.
        Property("profile", "CargoProfile", "The cargo profile.") with { IsForCargo = true },
        Property("features", "CargoFeatures", "The features to enable.", SettingShape.Many) with { IsForCargo = true, IsSplit = true },
        Switch("default-features", "CargoNoDefaultFeatures", "`false`: cargo builds without the default features.")
            with { IsForCargo = true, Words = Inverted },
        Switch("all-features", "CargoAllFeatures", "`true`: cargo builds with all features.") with { IsForCargo = true },
        Property("platform", "ContainerRuntimeIdentifier", "The platform of the image, such as `linux-arm64`.")
            with { IsForCargo = true, Check = CheckPlatform },
        Property("target", "CargoTarget", "The target triple, if `platform` is not specific enough.") with { IsForCargo = true },
        Property("cargo-arguments", "CargoBuildArguments", "More arguments for `cargo build`.", SettingShape.Many)
            with { IsForCargo = true },
        Switch("strip", "RustImageStrip", "`false`: the binary keeps its symbols.") with { IsForCargo = true },
        Property("untracked-sources", "RustImageUntrackedSources", "What the build does about sources that Git does not track.")
            with { IsForCargo = true, Words = Words("warn", "error", "ignore") },

        // The image.
        List("registry", "ContainerRegistry", "The registry, or several.")
            with { Check = t => ImageReference.Create(t, "name", []) },
        List("repository", "ContainerRepository", "The name of the image, or several names.")
            with { Check = t => ImageReference.Create(null, t, []) },
        Property("tags", "ContainerImageTags", "The tags.", SettingShape.Many)
            with { IsSplit = true, Check = t => ImageReference.Create(null, "name", [t]) },
        Property("base-image", "ContainerBaseImage", "The image to build on. In `oci:PATH` the path starts at this Cargo.toml.")
            with { Check = t => BaseReference.Parse(t, "/"), Convert = (text, paths) => paths.ConvertImage(text) },
        Property("user", "ContainerUser", "The user that the container runs as, `user` or `user:group`.") with
        {
            Scalars = ScalarKinds.Text | ScalarKinds.Integer,
        },
        Property("working-directory", "ContainerWorkingDirectory", "The directory in which the container starts.")
            with { Check = t => ImageSettings.CheckWorkingDirectory(t) },
        Property("stop-signal", "ContainerStopSignal", "The signal that asks the application to stop.")
            with { Scalars = ScalarKinds.Text | ScalarKinds.Integer, Check = t => StopSignal.Parse(t) },
        Property("compression-level", "RustImageCompressionLevel", "How hard the build compresses layers.")
            with { Words = Words("fast", "balanced", "small") },

        // What a container starts, and what it offers.
        Item("args", "ContainerAppCommandArgs", "Arguments that always follow the application."),
        Item("default-args", "ContainerDefaultArgs", "Arguments that the user of the image can replace."),
        Item("app-command", "ContainerAppCommand", "A program and its arguments, in place of the application."),
        Property("app-command-instruction", "ContainerAppCommandInstruction", "Where the command of the application goes.")
            with { Words = Pairs(("entrypoint", "Entrypoint"), ("default-args", "DefaultArgs"), ("none", "None")) },
        Item("entrypoint", "ContainerEntrypoint", "Another program that the image starts."),
        Item("entrypoint-args", "ContainerEntrypointArgs", "The arguments of `entrypoint`."),
        Map("env", "ContainerEnvironmentVariable", "Environment variables of the container."),
        Item("ports", "ContainerPort", "Ports that the application listens on: `8080`, `\"53/udp\"`.")
            with { Scalars = ScalarKinds.Text | ScalarKinds.Integer, Check = t => Ports.Parse(t, "") },
        Item("volumes", "ContainerVolume", "Directories for data that outlives the container.") with { Check = t => Volumes.Parse(t) },
        Item("health-check.command", "ContainerHealthCheck", "The program that checks whether a container works, and its arguments."),
        Time("health-check.interval", "Interval", "The time between two checks."),
        Time("health-check.timeout", "Timeout", "The time after which a check counts as failed."),
        Time("health-check.start-period", "StartPeriod", "The time after the start in which failed checks do not count."),
        Time("health-check.start-interval", "StartInterval", "The time between two checks in the start period."),
        Property("health-check.retries", "ContainerHealthCheckRetries", "The number of failed checks that make a container unhealthy.")
            with { Scalars = ScalarKinds.Integer, Check = t => HealthCheck.Create(["check"], "", "", "", "", t) },

        // What describes the image.
        Map("labels", "ContainerLabel", "Labels.") with { Scalars = ScalarKinds.Text },
        Map("annotations", "ContainerAnnotation", "Annotations.") with
        {
            Scalars = ScalarKinds.Text,
            Fields =
            [
                Field("value", "Value", "The text.") with { IsRequired = true, AllowsEmpty = true },
                Field("level", "Level", "Where the annotation goes.") with { Words = Words("manifest", "index") },
            ],
        },
        Switch("generate-labels", "ContainerGenerateLabels", "`false`: the image gets no labels from the fields of Cargo.toml."),
        Property("metadata-file", "ContainerMetadataFile", "A file with names, labels and annotations; `none` for no CI metadata.")
            with { Convert = (text, paths) => text == "none" ? text : paths.Convert(text) },
        Switch("keep-created-label", "RustImageKeepCreatedLabel", "`true`: the label with the time of the metadata stays."),
        Switch("publish-repository-url", "PublishRepositoryUrl", "`true`: labels with the commit and the address of the repository."),

        // What the project adds.
        Tables("files", "RustImageFile", "Files to add. Wildcards are those of MSBuild: `*`, `?` and `**`.",
            Field("include", "", "The file, or several.") with
            {
                Shape = SettingShape.OneOrMany, IsRequired = true, IsSplit = true, Convert = (text, paths) => paths.Convert(text),
            },
            Field("target", "TargetPath", "The absolute path in the image; a directory if it ends with `/`.")
                with { Check = t => UserPath.Parse("RustImageFile", t) },
            Mode("RustImageFile", "files"),
            Owner("RustImageFile", "files"),
            Optional),
        Tables("links", "RustImageLink", "Symbolic links to add.",
            Field("path", "", "The absolute path of the link.")
                with { IsRequired = true, Check = t => UserPath.Parse("RustImageLink", t) },
            Field("target", "LinkTarget", "Where the link points.") with { IsRequired = true },
            Optional),
        Tables("directories", "RustImageDirectory", "Directories to add.",
            Field("path", "", "The absolute path of the directory.")
                with { IsRequired = true, Check = t => UserPath.Parse("RustImageDirectory", t) },
            Mode("RustImageDirectory", "directories"),
            Owner("RustImageDirectory", "directories")),
        Tables("packages", "ImagePackage", "Debian packages to add.",
            Field("name", "", "The name of the package.") with { IsRequired = true },
            Field("files", "Files", "Patterns of the files to take; without it, all.") with { Shape = SettingShape.Many, IsSplit = true }),

        // Libraries and certificates.
        Property("library-source", "RustImageLibrarySource", "Where libraries come from: `debian`, `host` or a directory.") with
        {
            Convert = (text, paths) => text switch { "debian" => "Debian", "host" => "Host", _ => paths.Convert(text) },
        },
        Property("suite", "DebianSuite", "The release of Debian."),
        Property("components", "DebianComponents", "The components of the archive.", SettingShape.Many) with { IsSplit = true },
        List("mirror", "DebianMirror", "Mirrors of the archive."),
        List("security-mirror", "DebianSecurityMirror", "Mirrors of the security archive, or `none`."),
        List("snapshot-mirror", "DebianSnapshotMirror", "The archive of old versions."),
        File("keyring", "DebianKeyring", "A file of OpenPGP public keys. One of them must have signed the suite."),
        File("lock-file", "RustImageLockFile", "The file that pins packages and the base image."),
        Property("certificates", "RustImageCertificates", "Whether the image gets certificate authorities: `true`, `false` or `\"auto\"`.")
            with { Scalars = ScalarKinds.Text | ScalarKinds.Boolean, Words = Words("auto", "true", "false") },
        Item("certificate-files", "ImageCertificate", "Files with your own certificate authorities.")
            with { Convert = (text, paths) => paths.Convert(text) },

        // Registries.
        Property("insecure-registries", "ContainerInsecureRegistries", "Hosts that may use plain HTTP.", SettingShape.Many)
            with { IsSplit = true },
        File("registry-certificate", "ContainerRegistryCertificate", "A file with certificate authorities to trust for a registry."),
    ];

    private static Setting Optional => Field("optional", "Optional", "`true`: no warning if the file or the target is missing.")
        with
    { Scalars = ScalarKinds.Boolean };

    private static Setting Property(string key, string name, string description, SettingShape shape = SettingShape.One) =>
        new(key, name, shape, description);

    private static Setting Switch(string key, string name, string description) =>
        Property(key, name, description) with { Scalars = ScalarKinds.Boolean };

    private static Setting List(string key, string name, string description) =>
        Property(key, name, description, SettingShape.OneOrMany) with { IsSplit = true };

    private static Setting File(string key, string name, string description) =>
        Property(key, name, description) with { Convert = (text, paths) => paths.Convert(text) };

    private static Setting Time(string key, string name, string description) =>
        Property(key, "ContainerHealthCheck" + name, description) with { Check = t => HealthCheck.Create(["check"], t, "", "", "", "") };

    private static Setting Item(string key, string name, string description) =>
        new(key, name, SettingShape.Many, description) { IsItem = true };

    private static Setting Map(string key, string name, string description) => new(key, name, SettingShape.Map, description)
    {
        IsItem = true,
        Scalars = ScalarKinds.Any,
        AllowsEmpty = true,
    };

    private static Setting Tables(string key, string name, string description, params IReadOnlyList<Setting> fields) =>
        new(key, name, SettingShape.Tables, description) { IsItem = true, Fields = fields };

    private static Setting Field(string key, string metadata, string description) =>
        new(key, metadata, SettingShape.One, description);

    private static Setting Mode(string item, string key) => Field("mode", "Mode", "Octal digits, such as `\"0755\"`.")
        with
    { Check = t => new UserPermissions(item, key).ParseMode(t) };

    private static Setting Owner(string item, string key) => Field("owner", "Owner", "`user` or `user:group`.")
        with
    { Check = t => new UserPermissions(item, key).ParseOwner(t) };

    private static void CheckPlatform(string text)
    {
        if (Platform.FromRuntimeIdentifier(text) is null)
            throw Messages.NoPlatform("ContainerRuntimeIdentifier", text).ToException();
    }

    private static Dictionary<string, string> Words(params IEnumerable<string> words) => words.ToDictionary(w => w, StringComparer.Ordinal);

    private static Dictionary<string, string> Pairs(params IEnumerable<(string Word, string Value)> words) =>
        words.ToDictionary(w => w.Word, w => w.Value, StringComparer.Ordinal);
}
