using RustImage.Tasks;

namespace RustImage.TaskTests.Metadata;

public sealed class ReadImageMetadataTests : PipelineCase
{
    [Fact]
    public void A_metadata_file_names_the_image_and_its_labels()
    {
        var task = ReadMetadata();
        task.MetadataFile = Write("metadata.json", """
            { "tags": ["ghcr.io/team/hello:2", "ghcr.io/team/hello:latest"], "labels": { "org.example.build": "451" } }
            """);
        Succeed(task);
        Assert.Equal(["ghcr.io"], task.MetadataRegistries);
        var metadata = Read("metadata", StepJson.Readable.CollectedMetadata);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), metadata.Created);
        Assert.Equal("451", metadata.Labels["org.example.build"]);
        var reference = Assert.Single(metadata.References);
        Assert.Equal(("ghcr.io", "team/hello"), (reference.Registry, reference.Repository));
        Assert.Equal(["2", "latest"], reference.Tags);
    }

    [Fact]
    public void Without_metadata_no_registry_is_named()
    {
        var task = Succeed(ReadMetadata());
        Assert.Empty(task.MetadataRegistries);
        Assert.Empty(Read("metadata", StepJson.Readable.CollectedMetadata).References);
    }

    [Fact]
    public void An_obsolete_name_and_a_missing_commit_are_warnings()
    {
        var task = ReadMetadata();
        (task.ObsoleteName, task.PublishRepositoryUrl) = ("old", true);
        using var variables = new Variables("GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD", "GIT_COMMIT", "CI_COMMIT_SHA");
        Succeed(task);
        Assert.Equal(["RIMG5043", "RIMG5037"], Engine.Warnings.Select(w => w.Code));
    }

    [Fact]
    public void A_metadata_file_that_is_missing_is_an_error()
    {
        var task = ReadMetadata();
        task.MetadataFile = this["none.json"];
        Assert.StartsWith("RIMG50", Fail(task).Code, StringComparison.Ordinal);
        Assert.False(File.Exists(State("metadata")));
    }

    /// <summary>Hides the variables of a build server that may run this test.</summary>
    private sealed class Variables : IDisposable
    {
        private readonly Dictionary<string, string?> _before;

        public Variables(params string[] names)
        {
            _before = names.ToDictionary(n => n, Environment.GetEnvironmentVariable);
            foreach (var name in names)
                Environment.SetEnvironmentVariable(name, null);
        }

        public void Dispose()
        {
            foreach (var (name, value) in _before)
                Environment.SetEnvironmentVariable(name, value);
        }
    }
}
