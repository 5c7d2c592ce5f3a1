using System.Diagnostics;
using RustImage.Outputs.Engines;

namespace RustImage.UnitTests.Outputs.Engines;

public sealed class RunOptionsTests
{
    [Theory]
    [InlineData("", new string[0])]
    [InlineData("  -p 80:80\t--env\n A=b ", new[] { "-p", "80:80", "--env", "A=b" })]
    [InlineData("-e \"A=b c\"", new[] { "-e", "A=b c" })]
    [InlineData("-e A='b \"c\"'", new[] { "-e", "A=b \"c\"" })]
    [InlineData("--name \"\" ''", new[] { "--name", "", "" })]
    [InlineData(@"-v C:\data\:/data", new[] { "-v", @"C:\data\:/data" })]
    public void Words_are_split_as_in_a_shell(string text, string[] words) => Assert.Equal(words, RunOptions.Split(text));

    [Theory]
    [InlineData("-e \"A=b")]
    [InlineData("-e 'A=b\"")]
    public void An_unclosed_quote_is_an_error(string text)
    {
        var failure = Assert.Throws<RustImageException>(() => RunOptions.Split(text));
        Assert.Equal("RIMG6307", failure.Code);
        Assert.Contains(text, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Joined_words_reach_a_program_started_by_dotnet_unchanged()
    {
        string[] words =
            ["plain", "two words", "", "a\"b", "\"", @"\", @"\\", @"end\", @"two words\", @"a\""b", "tab\t", "'single'", "$HOME", "ü☃"];
        var start = new ProcessStartInfo("/bin/sh", RunOptions.Join(["-c", "for a; do printf '[%s]' \"$a\"; done", "sh", .. words]))
        {
            RedirectStandardOutput = true,
        };
        using var shell = Process.Start(start)!;
        Assert.Equal(string.Concat(words.Select(w => $"[{w}]")), shell.StandardOutput.ReadToEnd());
    }
}
