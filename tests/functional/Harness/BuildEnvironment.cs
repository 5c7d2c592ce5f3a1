using System.Collections;

namespace RustImage.FunctionalTests.Harness;

/// <summary>The environment of a build in a test: that of a user, without the variables of the test runner.</summary>
internal static class BuildEnvironment
{
    /// <summary>Variables that a test run or a build server sets, and that would change a build inside it.</summary>
    private static readonly string[] Prefixes =
        ["MSBUILD", "VSTEST", "NUGET_", "GITHUB_", "DOCKER_METADATA_", "DEBIAN", "CARGO", "RUSTC", "RUSTFLAGS"];

    private static readonly string[] Names =
        ["CI", "GITLAB_CI", "TF_BUILD", "JENKINS_URL", "DOTNET_HOST_PATH", "SOURCE_DATE_EPOCH", "TESTINGPLATFORM_EXITCODE_IGNORE"];

    /// <returns>Changes of inherited variables. Null removes a variable.</returns>
    public static Dictionary<string, string?> Clean()
    {
        var changes = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            var name = (string)variable.Key;
            if (Names.Contains(name) || Prefixes.Any(p => name.StartsWith(p, StringComparison.OrdinalIgnoreCase)))
                changes[name] = null;
        }
        // A build server that outlives the build would keep the output pipes of the test open.
        changes["MSBUILDDISABLENODEREUSE"] = "1";
        changes["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        changes["UseSharedCompilation"] = "false";
        changes["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        changes["DOTNET_NOLOGO"] = "1";
        changes["DOTNET_CLI_UI_LANGUAGE"] = "en";
        changes["NUGET_PACKAGES"] = RepositoryPaths.NuGetPackages;
        return changes;
    }
}
