using RustImage.Cargo;
using RustImage.Toolchain;

namespace RustImage.UnitTests.Toolchain;

public sealed class BinaryBuildTests
{
    private static readonly CargoProject Project = new("hello", "1.2.3", "hello", "/src/Cargo.toml", "/src", [], null, null, null, null,
        null);
    private static readonly TargetToolchain Target = new("1.90.0", "x86_64-unknown-linux-gnu", "linux-x64", ["-Cdebuginfo=1"], [],
        null);

    [Fact]
    public void Features_may_be_separated_by_commas_spaces_or_semicolons() =>
        Assert.Equal(["a", "b", "c", "d"], (Build("/target") with { Features = ["a,b c;", "d"] }).Request.Features);

    [Theory]
    [InlineData(true, null, true)]
    [InlineData(true, "/usr/bin/objcopy", false)]
    [InlineData(false, null, false)]
    public void Cargo_strips_only_where_no_objcopy_can(bool strip, string? objCopy, bool byCargo)
    {
        var build = Build("/target") with { Strip = strip, Target = Target with { ObjCopy = objCopy } };
        Assert.Equal(byCargo, build.Request.StripByCargo);
    }

    [Fact]
    public void The_build_directory_is_the_target_directory_unless_cargo_would_read_variables_in_it()
    {
        Assert.Equal("/target", Build("/target").Environment["CARGO_BUILD_BUILD_DIR"]);
        Assert.False(Build("/{target}").Environment.ContainsKey("CARGO_BUILD_BUILD_DIR"));
    }

    [Fact]
    public void The_flags_of_the_platform_reach_rustc() =>
        Assert.Equal("-Cdebuginfo=1", Build("/target").Environment["CARGO_ENCODED_RUSTFLAGS"]);

    [Fact]
    public void The_target_is_always_named() =>
        Assert.Contains(
            "--target x86_64-unknown-linux-gnu", string.Join(' ', Build("/target").Request.CommandLine), StringComparison.Ordinal);

    private static BinaryBuild Build(string targetDirectory) => new(Project, Target, "cargo", "release", targetDirectory);
}
