using RustImage.Closure;
using RustImage.Elf;
using static RustImage.UnitTests.Closure.FakeRoot;

namespace RustImage.UnitTests.Closure.Loading;

/// <summary>
/// Libraries that a file opens at run time according to its notes (uapi-group.org/specifications/specs/elf_dlopen_metadata).
/// </summary>
public sealed class RunTimeLibraryTests
{
    [Theory]
    [InlineData(DlopenPriority.Required)]
    [InlineData(DlopenPriority.Recommended)]
    public void The_first_existing_alternative_is_added_with_its_dependencies(Enum priority)
    {
        var root = new FakeRoot()
            .Add("/usr/lib/liblz4.so.1", Library("liblz4.so.1", "libm.so.6"))
            .Add("/usr/lib/libm.so.6", Library("libm.so.6"));
        var closure = root.Resolve(Opening((DlopenPriority)priority, "liblz4.so.2", "liblz4.so.1"));
        Assert.Equal(["/usr/lib/liblz4.so.1", "/usr/lib/libm.so.6", Interpreter], closure.Files.Select(f => f.Path));
        Assert.Equal(["opened at run time by /app/hello (lz4: compression)"], closure.Files[0].Reasons);
        Assert.Equal(["NEEDED by /usr/lib/liblz4.so.1", "opened at run time by /app/hello (lz4: compression)"], closure.Files[1].Reasons);
        Assert.Empty(closure.Notices);
    }

    [Fact]
    public void A_missing_required_library_is_an_error()
    {
        var error = Assert.Single(new FakeRoot().ResolveErrors(Opening(DlopenPriority.Required, "liblz4.so.2", "liblz4.so.1")));
        Assert.Equal("RIMG3006", error.Code);
        Assert.StartsWith(
            "'liblz4.so.2 or liblz4.so.1', opened at run time by /app/hello (lz4: compression) and required there, is not in the " +
                "test's root",
            error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_recommended_library_is_a_warning()
    {
        var notice = Assert.Single(new FakeRoot().Resolve(Opening(DlopenPriority.Recommended, "liblz4.so.1")).Notices);
        Assert.Equal((Severity.Warning, "RIMG3007"), (notice.Severity, notice.Diagnostic.Code));
    }

    [Fact]
    public void A_suggested_library_is_reported_and_left_out()
    {
        var root = new FakeRoot().Add("/usr/lib/liblz4.so.1", Library("liblz4.so.1"));
        var closure = root.Resolve(Opening(DlopenPriority.Suggested, "liblz4.so.1"));
        Assert.Equal(Interpreter, Assert.Single(closure.Files).Path);
        var notice = Assert.Single(closure.Notices);
        Assert.Equal((Severity.Message, "RIMG3008"), (notice.Severity, notice.Diagnostic.Code));
    }

    [Fact]
    public void A_suggested_library_that_is_also_needed_is_not_reported()
    {
        var root = new FakeRoot().Add("/usr/lib/liblz4.so.1", Library("liblz4.so.1"));
        Assert.Empty(root.Resolve(Opening(DlopenPriority.Suggested, "liblz4.so.1") with { Needed = ["liblz4.so.1"] }).Notices);
    }

    [Fact]
    public void A_library_opened_at_run_time_has_its_own_symbol_scope()
    {
        var opened = Library("liba.so", "libb.so") with { UndefinedSymbols = [Wants("b"), Wants("main_api")], BindNow = true };
        var root = new FakeRoot()
            .Add("/usr/lib/liba.so", opened)
            .Add("/usr/lib/libb.so", Library("libb.so") with { DefinedSymbols = [Has("b")] });
        var program = Opening(DlopenPriority.Required, "liba.so") with { DefinedSymbols = [Has("main_api")] };
        Assert.Empty(root.Resolve(program).Notices);
        // The symbols of the opened library are not visible to the program.
        Assert.Equal("RIMG3005", Assert.Single(root.ResolveErrors(program with { UndefinedSymbols = [Wants("b")] })).Code);
    }

    [Fact]
    public void Libraries_opened_by_an_opened_library_are_added()
    {
        var root = new FakeRoot()
            .Add("/usr/lib/liba.so", Library("liba.so") with { DlopenNotes = [new(["libb.so"], DlopenPriority.Required, null, null)] })
            .Add("/usr/lib/libb.so", Library("libb.so"));
        var closure = root.Resolve(Opening(DlopenPriority.Required, "liba.so"));
        var file = Assert.Single(closure.Files, f => f.SoName == "libb.so");
        Assert.Equal("opened at run time by /usr/lib/liba.so", file.Reasons[0]);
    }

    private static ElfFile Opening(DlopenPriority priority, params string[] names) =>
        Program() with { DlopenNotes = [new(names, priority, "lz4", "compression")] };
}
