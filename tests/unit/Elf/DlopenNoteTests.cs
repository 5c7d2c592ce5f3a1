using RustImage.Elf;
using RustImage.Testing;

namespace RustImage.UnitTests.Elf;

public sealed class DlopenNoteTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData("a")] // loaded, so that a PT_NOTE segment covers it
    [InlineData("")] // found by its section header only
    public void A_note_names_the_libraries_opened_at_run_time(string sectionFlags)
    {
        var notes = Compile(sectionFlags, """
            [{"soname":["libz.so.1","libz-ng.so.2"],"priority":"required","feature":"zip","description":"Reads ä"},{"soname":["libx.so"]}]
            """);
        Assert.Equal(2, notes.Count);
        Assert.Equal(["libz.so.1", "libz-ng.so.2"], notes[0].SoNames);
        Assert.Equal((DlopenPriority.Required, "zip", "Reads ä"), (notes[0].Priority, notes[0].Feature, notes[0].Description));
        Assert.Equal(["libx.so"], notes[1].SoNames);
        Assert.Equal((DlopenPriority.Recommended, null, null), (notes[1].Priority, notes[1].Feature, notes[1].Description));
    }

    [Theory]
    [InlineData("required", DlopenPriority.Required)]
    [InlineData("recommended", DlopenPriority.Recommended)]
    [InlineData("suggested", DlopenPriority.Suggested)]
    [InlineData("of another day", DlopenPriority.Recommended)]
    public void Each_priority_is_read_and_recommended_is_the_default(string text, Enum priority)
    {
        var note = Assert.Single(Compile("a", $$"""[{"soname":["libz.so.1"],"priority":"{{text}}"}]"""));
        Assert.Equal(priority, note.Priority);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""[{"soname":"libz.so.1"}]""")]
    [InlineData("""[{"soname":[1]}]""")]
    [InlineData("""[{"soname":["\ud800"]}]""")]
    [InlineData("")]
    public void An_invalid_note_is_an_error_with_a_code(string json)
    {
        var error = Assert.Throws<RustImageException>(() => Compile("a", json));
        Assert.Equal("RIMG2002", error.Code);
        Assert.Contains(".note.dlopen", error.Message);
    }

    [Fact]
    public void Notes_of_another_owner_are_skipped()
    {
        Assert.Empty(Compile("a", "nonsense", owner: "ABC"));
    }

    private IReadOnlyList<DlopenNote> Compile(string sectionFlags, string json, string owner = "FDO")
    {
        var text = json.Trim().Replace("\\", @"\\\\").Replace("\"", "\\\\\\\"");
        var source = $$"""
            __asm__(
                ".pushsection .note.dlopen,\"{{sectionFlags}}\",%note\n"
                ".balign 4\n"
                ".long 4, 2f-1f, 0x407c0c0a\n"
                ".asciz \"{{owner}}\"\n"
                "1: .asciz \"{{text}}\"\n"
                "2: .balign 4\n"
                ".popsection\n");
            """;
        return ElfReader.Read(CCompiler.Compile(directory.Path, "library.so", source, "-shared", "-fPIC")).DlopenNotes;
    }
}
