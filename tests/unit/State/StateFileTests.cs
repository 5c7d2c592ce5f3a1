using System.Text;
using System.Text.Json.Nodes;

namespace RustImage.UnitTests.State;

public sealed class StateFileTests : IDisposable
{
    private readonly TestStep _step = new();

    public void Dispose() => _step.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("\0\0\0\0\0\0\0\0")]
    [InlineData("{\"format\":1}")]
    [InlineData("{\"format\":1,\"sha256\":\"")]
    [InlineData("other text")]
    public async Task A_state_with_invalid_text_is_repaired(string text)
    {
        await _step.RunAsync();
        File.WriteAllText(_step.State, text);
        await AssertRepairedAsync($"its state '{_step.State}' is damaged");
    }

    [Fact]
    public async Task A_deleted_state_is_made_again()
    {
        await _step.RunAsync();
        File.Delete(_step.State);
        await AssertRepairedAsync("it has not run yet");
    }

    [Fact]
    public async Task A_state_truncated_anywhere_is_repaired()
    {
        await _step.RunAsync();
        var whole = await File.ReadAllBytesAsync(_step.State, TestContext.Current.CancellationToken);
        for (var length = 0; length < whole.Length; length += 7)
        {
            await File.WriteAllBytesAsync(_step.State, whole[..length], TestContext.Current.CancellationToken);
            Assert.Equal($"its state '{_step.State}' is damaged", await _step.RunAsync());
        }
    }

    [Fact]
    public async Task A_state_with_a_flipped_bit_anywhere_is_repaired()
    {
        await _step.RunAsync();
        var whole = await File.ReadAllBytesAsync(_step.State, TestContext.Current.CancellationToken);
        for (var i = 0; i < whole.Length; i += 5)
        {
            byte[] damaged = [.. whole];
            damaged[i] ^= 4;
            await File.WriteAllBytesAsync(_step.State, damaged, TestContext.Current.CancellationToken);
            Assert.NotNull(await _step.RunAsync());
            Assert.Null(await _step.RunAsync());
        }
    }

    [Fact]
    public async Task A_state_whose_end_consists_of_NUL_is_repaired()
    {
        await _step.RunAsync();
        var bytes = await File.ReadAllBytesAsync(_step.State, TestContext.Current.CancellationToken);
        bytes.AsSpan(100).Clear();
        await File.WriteAllBytesAsync(_step.State, bytes, TestContext.Current.CancellationToken);
        await AssertRepairedAsync($"its state '{_step.State}' is damaged");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"step":"Join","sdk":"1","values":null,"inputs":[],"sets":[],"outputs":[],"notices":[]}""")]
    [InlineData("""{"step":"Join","sdk":"1","values":{},"inputs":[null],"sets":[],"outputs":[],"notices":[]}""")]
    [InlineData("""{"step":"Join","sdk":"1","values":{"a":null},"inputs":[{}],"sets":[],"outputs":[],"notices":[]}""")]
    [InlineData("""{"step":"Join","sdk":"1","values":{},"inputs":[{"name":null,"path":"x"}],"sets":[],"outputs":[],"notices":[]}""")]
    [InlineData("[]")]
    [InlineData("{")]
    public async Task An_invalid_record_with_a_right_checksum_is_repaired(string record)
    {
        await _step.RunAsync();
        var rest = Encoding.UTF8.GetBytes($"\"state\":{record},\n\"result\":\"one\"}}\n");
        await File.WriteAllBytesAsync(
            _step.State, [.. Encoding.UTF8.GetBytes($"{{\"format\":1,\"sha256\":\"{Digest.OfBytes(rest).Hex}\",\n"), .. rest],
            TestContext.Current.CancellationToken);
        Assert.NotNull(await _step.RunAsync());
        Assert.Null(await _step.RunAsync());
    }

    [Fact]
    public async Task A_state_of_another_format_is_repaired()
    {
        await _step.RunAsync();
        var text = await File.ReadAllTextAsync(_step.State, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_step.State, text.Replace("\"format\":1", "\"format\":2", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        await AssertRepairedAsync("its state is in the format of another version of RustImage.Sdk");
    }

    [Fact]
    public async Task A_state_is_JSON_that_people_can_read()
    {
        await _step.RunAsync();
        var state = JsonNode.Parse(await File.ReadAllTextAsync(_step.State, TestContext.Current.CancellationToken))!;
        Assert.Equal("one", (string?)state["result"]);
        Assert.Equal(_step.Input, (string?)state["state"]!["inputs"]![0]!["path"]);
    }

    private async Task AssertRepairedAsync(string reason)
    {
        Assert.Equal(reason, await _step.RunAsync());
        Assert.Null(await _step.RunAsync());
    }
}
