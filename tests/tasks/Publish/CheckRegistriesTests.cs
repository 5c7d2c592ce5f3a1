using RustImage.Tasks;
using RustImage.Testing;

namespace RustImage.TaskTests.Publish;

public sealed class CheckRegistriesTests : PipelineCase
{
    private readonly TestRegistry _registry = new();

    [Fact]
    public void A_registry_that_takes_an_upload_keeps_nothing_of_it()
    {
        Succeed(Create());
        Assert.Equal(["HEAD", "POST", "DELETE"], Methods);
        Assert.Empty(_registry["team/hello"].Uploads);
    }

    [Fact]
    public void Where_the_tag_exists_nothing_is_sent()
    {
        new TestImage([new TestLayer().File("a", "b")]).AddTo(_registry["team/hello"], "1.2.3");
        Succeed(Create());
        Assert.Equal(["HEAD"], Methods);
    }

    [Fact]
    public void A_registry_that_refuses_is_an_error()
    {
        _registry.Options = new TestRegistryOptions { Basic = ("user", "secret") };
        var error = Fail(Create());
        Assert.StartsWith("RIMG61", error.Code, StringComparison.Ordinal);
        Assert.Contains("a push to 'team/hello'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_push_needs_a_registry()
    {
        var task = Create();
        task.Registries = [];
        Assert.Equal("RIMG5005", Fail(task).Code);
    }

    [Fact]
    public Task Cancelling_ends_the_question()
    {
        _registry.Options = new TestRegistryOptions
        {
            Intercept = async context =>
            {
                await File.WriteAllTextAsync(this["asked"], "");
                await Task.Delay(TimeSpan.FromMinutes(1), context.RequestAborted);
                return true;
            },
        };
        return CancelWhenAsync(this["asked"], Create());
    }

    /// <summary>Without the request that finds out whether the registry uses TLS.</summary>
    private IEnumerable<string> Methods => _registry.Requests.Where(r => r.Path != "/v2/").Select(r => r.Method);

    private CheckRegistries Create()
    {
        Succeed(ReadMetadata());
        return new()
        {
            MetadataState = State("metadata"),
            Registries = [_registry.Host],
            Repositories = ["team/hello"],
            ImageTags = ["1.2.3"],
        };
    }

    protected override void Dispose(bool disposing)
    {
        _registry.Dispose();
        base.Dispose(disposing);
    }
}
