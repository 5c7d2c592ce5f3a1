using static RustImage.FunctionalTests.Mutations.Change;
using static RustImage.FunctionalTests.Mutations.Mutation;

namespace RustImage.FunctionalTests.Mutations;

/// <summary>Rows for environment variables that cargo, MSBuild or the SDK reads.</summary>
internal static class EnvironmentRows
{
    public static IReadOnlyList<Mutation> All { get; } =
    [
        Variable("RUSTFLAGS", "--cfg mutated", NewDigest),
        Variable("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0", NewDigest),
        Variable("GREETING", "all", NewDigest),
        Variable("SOURCE_DATE_EPOCH", "1700000000", NewDigest),
        // The commit of a build server wins over that of Git.
        Variable("GITHUB_SHA", "0123456789abcdef0123456789abcdef01234567", NewDigest) with
        {
            Environment = new Dictionary<string, string?>
                {
                    ["GITHUB_ACTIONS"] = "true",
                    ["GITHUB_SHA"] = "0123456789abcdef0123456789abcdef01234567",
                },
        },
        // An environment variable may set any property.
        Variable("ContainerTitle", "mutated", NewDigest),
        // The project names a file, which wins.
        Variable("DOCKER_METADATA_OUTPUT_JSON", Metadata, Nothing),
        Variable("DOCKER_METADATA_OUTPUT_JSON without a file", null, NewDigest) with
        {
            Environment = new Dictionary<string, string?> { ["DOCKER_METADATA_OUTPUT_JSON"] = Metadata },
            Given = new("no metadata file", NewDigest)
                {
                    Project = "<PropertyGroup><ContainerMetadataFile></ContainerMetadataFile></PropertyGroup>",
                },
        },
        Variable("TZ", "Asia/Tokyo", Nothing),
        Variable("LC_ALL", "C", Nothing),
    ];

    private const string Metadata = """{"labels":{"org.example.variable":"1"}}""";
}
