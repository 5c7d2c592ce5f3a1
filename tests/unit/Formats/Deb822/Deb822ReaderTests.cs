using System.Text;
using RustImage.Formats.Deb822;

namespace RustImage.UnitTests.Formats.Deb822;

public sealed class Deb822ReaderTests
{
    [Fact]
    public void Stanzas_end_at_empty_lines()
    {
        Assert.Equal(["A: 1\nB: 2", "A: 3"], Stanzas("\n\nA: 1\nB: 2\n\n\n\nA: 3\n"));
        Assert.Equal(["A: 1"], Stanzas("A: 1"));
        Assert.Empty(Stanzas(""));
        Assert.Empty(Stanzas("\n\n"));
    }

    [Fact]
    public void Folded_fields_keep_their_lines()
    {
        const string stanza = "Description: short\n long\n .\n\tmore\nNext: 1";
        Assert.Equal("short\n long\n .\n\tmore", Find(stanza, "Description"));
        Assert.Equal("1", Find(stanza, "Next"));
        Assert.Equal("x\n y", Find("Files:\n x\n y\n", "Files"));
    }

    [Fact]
    public void Names_have_no_case_and_are_whole()
    {
        Assert.Equal("1", Find("multi-arch: 1", "Multi-Arch"));
        Assert.Null(Find("Size: 1", "Installed-Size"));
        Assert.Null(Find("Installed-Size: 1", "Size"));
        Assert.Null(Find("A: x\n Size: 1\n", "Size"));
        Assert.Equal("b: c", Find("A:b: c ", "A"));
        Assert.Equal("", Find("A:\nB: 1", "A"));
        Assert.Equal("1", Find("no field\n: 2\nA: 1", "A"));
    }

    private static string? Find(string stanza, string name) => Deb822Reader.Find(Encoding.UTF8.GetBytes(stanza), Encoding.UTF8.GetBytes(name));

    private static List<string> Stanzas(string text)
    {
        var stanzas = new List<string>();
        ReadOnlySpan<byte> rest = Encoding.UTF8.GetBytes(text);
        while (Deb822Reader.TryTakeStanza(ref rest, out var stanza))
            stanzas.Add(Encoding.UTF8.GetString(stanza));
        return stanzas;
    }
}
