using System.Net;
using RustImage.Testing;

namespace RustImage.UnitTests.Servers;

/// <summary>Checks the server that replaces mirrors in other tests. apt accepts it as a mirror.</summary>
public sealed class FaultyServerTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly FaultyServer _server;
    private readonly HttpClient _http = new();

    public FaultyServerTests() => _server = new(_directory["mirror"]);

    public void Dispose()
    {
        _http.Dispose();
        _server.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_directory_is_served_to_many_at_once()
    {
        for (var i = 0; i < 50; i++)
            Write($"pool/f{i}+b~1.deb", new string('x', i * 1000));
        var all = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => _http.GetStringAsync(_server[$"pool/f{i}%2Bb~1.deb"])));
        Assert.Equal(Enumerable.Range(0, 50).Select(i => i * 1000), all.Select(t => t.Length));
        Assert.Equal(50, _server.Requests.Count);
    }

    [Fact]
    public async Task A_HEAD_answer_has_a_length_and_no_body()
    {
        Write("a", "12345");
        using var request = new HttpRequestMessage(HttpMethod.Head, _server["a"]);
        using var answer = await _http.SendAsync(request);
        Assert.Equal(5, answer.Content.Headers.ContentLength);
        Assert.Equal("12345", await _http.GetStringAsync(_server["a"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("none")]
    [InlineData("%2e%2e/secret")]
    [InlineData("..%2fsecret")]
    public async Task A_path_outside_the_directory_is_not_found(string path)
    {
        Write("a", "1");
        File.WriteAllText(_directory["secret"], "secret");
        using var answer = await _http.GetAsync(_server[path]);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Apt_accepts_the_server_as_a_mirror()
    {
        var apt = Require.Tool("apt-get", "apt");
        Write("pool/x.deb", "1234");
        Write("dists/trixie/main/binary-amd64/Packages",
            $"Package: x\nVersion: 1\nArchitecture: amd64\nFilename: pool/x.deb\nSize: 4\nSHA256: {Digest.OfBytes("1234"u8).Hex}\n\n");
        var packages = File.ReadAllBytes(_directory["mirror/dists/trixie/main/binary-amd64/Packages"]);
        Write("dists/trixie/Release", "Origin: Debian\nLabel: Debian\nCodename: trixie\nComponents: main\nArchitectures: amd64\n" +
            $"Date: Sat, 01 Aug 2020 00:00:00 UTC\nSHA256:\n {Digest.OfBytes(packages).Hex} {packages.Length} main/binary-amd64/" +
            "Packages\n");
        Directory.CreateDirectory(_directory["apt/lists/partial"]);
        Directory.CreateDirectory(_directory["apt/archives/partial"]);
        File.WriteAllText(_directory["apt/status"], "");
        File.WriteAllText(_directory["apt/sources.list"], $"deb [trusted=yes arch=amd64] {_server.Address} trixie main\n");
        File.WriteAllText(_directory["apt/conf"], $"""
            APT::Architecture "amd64";
            APT::Architectures "amd64";
            APT::Sandbox::User "";
            Acquire::http::Proxy "DIRECT";
            Acquire::Languages "none";
            Dir::Etc::sourcelist "{_directory["apt/sources.list"]}";
            Dir::Etc::sourceparts "{_directory["apt/none"]}";
            Dir::State "{_directory["apt"]}";
            Dir::State::lists "{_directory["apt/lists"]}";
            Dir::State::status "{_directory["apt/status"]}";
            Dir::Cache "{_directory["apt"]}";
            """);
        await RunAsync("update");
        await RunAsync("download", "x");
        Assert.Equal("1234", File.ReadAllText(_directory["apt/x_1_amd64.deb"]));

        async Task RunAsync(params string[] arguments)
        {
            var environment = new Dictionary<string, string?> { ["APT_CONFIG"] = _directory["apt/conf"] };
            var result = await ProcessRunner.CaptureAsync(new Command(apt, arguments, _directory["apt"], environment));
            Assert.True(result.ExitCode == 0, result.StandardOutput + result.StandardError);
        }
    }

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_directory[$"mirror/{path}"])!);
        File.WriteAllText(_directory[$"mirror/{path}"], text);
    }
}
