using RustImage.Cargo;

namespace RustImage.UnitTests.Cargo;

public sealed class CrateTreeTests
{
    /// <summary>cargo tree prints a repeated crate only once, below whichever package comes first.</summary>
    private const string TwoPackages = """
        0 |api v0.1.0 (/app/api)
        1 rustls|rustls v0.23.1
        2 ring|ring v0.17.0
        1 my_macros|my-macros v1.0.0 (proc-macro) (/app/macros)

        0 worker_lib|worker v0.1.0 (/app/worker)
        1 rustls|rustls v0.23.1 (*)
        1 api|api v0.1.0

        0 |tool v0.1.0 (/app/tool)
        1 serde|serde v1.0.0
        """;

    [Theory]
    [InlineData("api", new[] { "my-macros", "ring", "rustls" })]
    [InlineData("worker", new[] { "api", "ring", "rustls", "worker-lib" })]
    [InlineData("tool", new[] { "serde" })]
    [InlineData("other", new string[0])]
    public void Each_package_has_all_crates_reachable_from_it(string package, string[] crates)
    {
        var built = new[] { "api", "my-macros", "never-reached", "ring", "rustls", "serde", "worker-lib" };
        Assert.Equal(crates, CrateTree.Parse(TwoPackages).Among(built, new CargoBinary(package, "0.1.0", package)));
    }
}
