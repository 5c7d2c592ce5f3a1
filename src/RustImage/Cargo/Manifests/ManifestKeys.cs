using RustImage.Toml;

namespace RustImage.Cargo.Manifests;

/// <summary>
/// The known keys of those tables of Cargo.toml that decide about packages and targets
/// (doc.rust-lang.org/cargo/reference/manifest.html). An unknown key may be one of a newer cargo that changes the meaning of the file.
/// </summary>
internal static class ManifestKeys
{
    public static readonly HashSet<string> Root = Set(
        "cargo-features package project lib bin example test bench dependencies dev-dependencies dev_dependencies build-dependencies",
        "build_dependencies target badges features lints hints patch replace profile workspace");

    /// <summary>The keys of the root that a manifest must not have without a package.</summary>
    public static readonly HashSet<string> OfPackage = Set(
        "badges features lib bin example test bench dependencies dev-dependencies dev_dependencies build-dependencies build_dependencies",
        "target lints hints");

    public static readonly HashSet<string> Package = Set(
        "edition rust-version name version authors build metabuild default-target forced-target links exclude include publish workspace",
        "im-a-teapot autolib autobins autoexamples autotests autobenches default-run description homepage documentation readme keywords",
        "categories license license-file repository resolver metadata");

    public static readonly HashSet<string> Workspace = Set("members exclude default-members resolver metadata package dependencies lints");

    public static readonly HashSet<string> InheritedPackage = Set(
        "version authors description homepage documentation readme keywords categories license license-file repository publish edition",
        "badges exclude include rust-version");

    public static readonly HashSet<string> Target = Set(
        "name crate-type crate_type path test doctest bench doc plugin doc-scrape-examples proc-macro proc_macro harness",
        "required-features edition");

    public static readonly HashSet<string> Dependency = Set(
        "version registry registry-index path git branch tag rev features optional default-features default_features package workspace",
        "public artifact lib target");

    public static readonly HashSet<string> Platform = Set(
        "dependencies dev-dependencies dev_dependencies build-dependencies build_dependencies");

    /// <param name="what">The name of the table for the message.</param>
    /// <exception cref="AskCargoException">The table has an unknown key.</exception>
    public static void Check(TomlTable table, IReadOnlySet<string> known, string what)
    {
        foreach (var (key, value) in table.Entries)
        {
            if (!known.Contains(key))
                throw new AskCargoException($"'{key}' in {what} at line {value.Place.Line} of '{value.Place.File}' is unknown");
        }
    }

    private static HashSet<string> Set(params ReadOnlySpan<string> words) =>
        string.Join(' ', words!).Split(' ').ToHashSet(StringComparer.Ordinal);
}
