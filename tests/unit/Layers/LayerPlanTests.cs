using RustImage.Layers;

namespace RustImage.UnitTests.Layers;

public sealed class LayerPlanTests
{
    private static readonly LibraryClass Libc = new(1, "libc");
    private static readonly LibraryClass Runtime = new(2, "compiler runtime");

    [Fact]
    public void Layers_that_change_less_often_come_first() => Assert.Equal(
        ["root files", "libc", "compiler runtime", "openssl", "zlib", "files", "application"],
        Plan([
            (Of("zlib"), TestEntry.File("/usr/lib/libz.so.1")), (Runtime, TestEntry.File("/usr/lib/libgcc_s.so.1")),
            (Of("openssl"), TestEntry.File("/usr/lib/libssl.so.3")), (Libc, TestEntry.File("/usr/lib/libc.so.6")),
        ]).Select(l => l.Title));

    [Fact]
    public void An_empty_group_makes_no_layer() =>
        Assert.Equal(["application"], LayerPlan.Create([], [], [], [TestEntry.File("/app/hello")]).Select(l => l.Title));

    [Fact]
    public void Every_layer_is_sorted_and_has_the_parent_directories_of_its_files()
    {
        var plan = LayerPlan.Create([], [],
            [TestEntry.File("/b/c/file"), TestEntry.File("/b-c"), TestEntry.File("/B/x"), TestEntry.File("/b/a")], []);
        Assert.Equal(["/B", "/B/x", "/b", "/b-c", "/b/a", "/b/c", "/b/c/file"], Assert.Single(plan).Entries.Select(e => e.Path));
    }

    [Fact]
    public void A_directory_has_the_declared_mode_in_every_layer()
    {
        var plan = LayerPlan.Create(
            SkeletonFiles.Create([]), [], [TestEntry.File("/tmp/a/file"), TestEntry.File("/home/nonroot/x")],
                [TestEntry.File("/var/tmp/app")]);
        var files = plan[1].Entries.ToDictionary(e => e.Path);
        Assert.Equal(0b001_111_111_111, files["/tmp"].Mode);
        Assert.Equal(0b111_101_101, files["/tmp/a"].Mode);
        Assert.Equal((0b111_000_000, 65532, 65532),
            (files["/home/nonroot"].Mode, files["/home/nonroot"].UserId, files["/home/nonroot"].GroupId));
        Assert.Equal(0b001_111_111_111, plan[2].Entries.Single(e => e.Path == "/var/tmp").Mode);
    }

    [Fact]
    public void A_path_below_a_link_never_adds_the_link_as_parent() =>
        Assert.DoesNotContain(Plan([(Libc, TestEntry.File("/usr/lib64/ld.so"))])[1].Entries, e => e is LinkEntry);

    [Fact]
    public void One_path_for_two_files_is_refused_and_both_reasons_are_named() => AssertTaken(
        "'/etc/passwd' in the image, one root file system, one reason of /etc/passwd",
        () => LayerPlan.Create(SkeletonFiles.Create([]), [], [TestEntry.File("/etc/passwd")], []));

    [Fact]
    public void One_path_for_two_directories_is_refused() => AssertTaken(
        "'/data'", () => LayerPlan.Create([], [], [TestEntry.Directory("/data"), TestEntry.Directory("/data")], []));

    [Theory]
    [InlineData("/app/hello/config", "/app/hello")]
    [InlineData("/etc/os-release/x", "/etc/os-release")]
    public void A_path_that_is_both_a_file_or_link_and_a_directory_is_refused(string path, string taken) => AssertTaken(
        $"'{taken}'", () => LayerPlan.Create(SkeletonFiles.Create([]), [], [TestEntry.File(path)], [TestEntry.File("/app/hello")]));

    [Fact]
    public void Each_package_has_its_own_layer_up_to_the_limit()
    {
        var plan = Plan(Packages(LayerPlan.MaximumPackageLayers));
        Assert.Equal(LayerPlan.MaximumPackageLayers + 3, plan.Count);
        Assert.DoesNotContain(plan, l => l.Title == "other libraries");
    }

    [Fact]
    public void The_smallest_packages_share_the_last_layer_if_there_are_too_many()
    {
        var packages = Packages(LayerPlan.MaximumPackageLayers + 4);
        var plan = Plan([.. packages, (Libc, TestEntry.File("/usr/lib/libc.so.6", ""))]);
        Assert.Equal(LayerPlan.MaximumPackageLayers + 4, plan.Count);
        var rest = plan.Single(l => l.Title == "other libraries");
        Assert.Equal(
            ["lib00", "lib01", "lib02", "lib03", "lib04"], rest.Entries.OfType<FileEntry>().Select(e => e.Path["/usr/lib/".Length..]));
        Assert.Same(rest, plan[^3]);
        Assert.Equal("libc", plan[1].Title);
        Assert.Equal(packages.Count, plan.Skip(2).Take(LayerPlan.MaximumPackageLayers).Sum(l => l.Entries.OfType<FileEntry>().Count()));
    }

    [Fact]
    public void The_order_of_libraries_does_not_matter()
    {
        var packages = Packages(LayerPlan.MaximumPackageLayers + 4);
        var forwards = Plan(packages).Select(l => (l.Title, string.Join(' ', l.Entries.Select(e => e.Path))));
        Assert.Equal(forwards, Plan([.. packages.Reverse()]).Select(l => (l.Title, string.Join(' ', l.Entries.Select(e => e.Path)))));
    }

    private static IReadOnlyList<LayerPlan> Plan(IReadOnlyList<(LibraryClass, LayerEntry)> libraries) =>
        LayerPlan.Create(SkeletonFiles.Create([]), libraries, [TestEntry.File("/etc/app.toml")], [TestEntry.File("/app/hello")]);

    private static LibraryClass Of(string package) => new(LibraryClass.PackageRank, package);

    /// <summary>Creates packages, each larger than the one before.</summary>
    private static IReadOnlyList<(LibraryClass, LayerEntry)> Packages(int count) =>
        [.. Enumerable.Range(0,
            count).Select(i => (Of($"p{i:00}"), (LayerEntry)TestEntry.File($"/usr/lib/lib{i:00}", new string('x', i))))];

    private static void AssertTaken(string text, Action plan)
    {
        var failure = Assert.Throws<RustImageException>(plan);
        Assert.Equal("RIMG4001", failure.Code);
        Assert.Contains(text, failure.Message, StringComparison.Ordinal);
    }
}
