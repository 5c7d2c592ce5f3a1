using RustImage.Layers;

namespace RustImage.UnitTests.Layers;

public sealed class LayerPlanTests
{
    private static readonly LibraryClass Libc = new(1, "libc");
    private static readonly LibraryClass Runtime = new(2, "compiler runtime");

    [Fact]
    public void What_changes_more_rarely_comes_first() => Assert.Equal(
        ["root files", "libc", "compiler runtime", "openssl", "zlib", "files", "application"],
        Plan([
            (Of("zlib"), Entries.File("/usr/lib/libz.so.1")), (Runtime, Entries.File("/usr/lib/libgcc_s.so.1")),
            (Of("openssl"), Entries.File("/usr/lib/libssl.so.3")), (Libc, Entries.File("/usr/lib/libc.so.6")),
        ]).Select(l => l.Title));

    [Fact]
    public void What_is_empty_is_no_layer() =>
        Assert.Equal(["application"], LayerPlan.Create([], [], [], [Entries.File("/app/hello")]).Select(l => l.Title));

    [Fact]
    public void Every_layer_is_in_ordinal_order_with_the_directories_above_its_files()
    {
        var plan = LayerPlan.Create([], [], [Entries.File("/b/c/file"), Entries.File("/b-c"), Entries.File("/B/x"), Entries.File("/b/a")], []);
        Assert.Equal(["/B", "/B/x", "/b", "/b-c", "/b/a", "/b/c", "/b/c/file"], Assert.Single(plan).Entries.Select(e => e.Path));
    }

    [Fact]
    public void A_directory_has_the_mode_that_the_image_declares_in_every_layer()
    {
        var plan = LayerPlan.Create(
            SkeletonFiles.Create([]), [], [Entries.File("/tmp/a/file"), Entries.File("/home/nonroot/x")], [Entries.File("/var/tmp/app")]);
        var files = plan[1].Entries.ToDictionary(e => e.Path);
        Assert.Equal(0b001_111_111_111, files["/tmp"].Mode);
        Assert.Equal(0b111_101_101, files["/tmp/a"].Mode);
        Assert.Equal((0b111_000_000, 65532, 65532), (files["/home/nonroot"].Mode, files["/home/nonroot"].UserId, files["/home/nonroot"].GroupId));
        Assert.Equal(0b001_111_111_111, plan[2].Entries.Single(e => e.Path == "/var/tmp").Mode);
    }

    [Fact]
    public void A_link_of_a_directory_is_never_a_parent_by_accident() =>
        Assert.DoesNotContain(Plan([(Libc, Entries.File("/usr/lib64/ld.so"))])[1].Entries, e => e is LinkEntry);

    [Fact]
    public void One_path_for_two_files_is_refused_with_both_reasons() => AssertTaken(
        "'/etc/passwd' in the image, one root file system, one reason of /etc/passwd",
        () => LayerPlan.Create(SkeletonFiles.Create([]), [], [Entries.File("/etc/passwd")], []));

    [Fact]
    public void One_path_for_two_directories_is_refused_too() => AssertTaken(
        "'/data'", () => LayerPlan.Create([], [], [Entries.Directory("/data"), Entries.Directory("/data")], []));

    [Theory]
    [InlineData("/app/hello/config", "/app/hello")]
    [InlineData("/etc/os-release/x", "/etc/os-release")]
    public void A_file_or_link_that_would_have_to_be_a_directory_as_well_is_refused(string path, string taken) => AssertTaken(
        $"'{taken}'", () => LayerPlan.Create(SkeletonFiles.Create([]), [], [Entries.File(path)], [Entries.File("/app/hello")]));

    [Fact]
    public void As_many_packages_as_there_is_room_for_have_a_layer_each()
    {
        var plan = Plan(Packages(LayerPlan.MaximumPackageLayers));
        Assert.Equal(LayerPlan.MaximumPackageLayers + 3, plan.Count);
        Assert.DoesNotContain(plan, l => l.Title == "other libraries");
    }

    [Fact]
    public void Of_too_many_packages_the_smallest_share_the_last_layer()
    {
        var packages = Packages(LayerPlan.MaximumPackageLayers + 4);
        var plan = Plan([.. packages, (Libc, Entries.File("/usr/lib/libc.so.6", ""))]);
        Assert.Equal(LayerPlan.MaximumPackageLayers + 4, plan.Count);
        var rest = plan.Single(l => l.Title == "other libraries");
        Assert.Equal(["lib00", "lib01", "lib02", "lib03", "lib04"], rest.Entries.OfType<FileEntry>().Select(e => e.Path["/usr/lib/".Length..]));
        Assert.Same(rest, plan[^3]);
        Assert.Equal("libc", plan[1].Title);
        Assert.Equal(packages.Count, plan.Skip(2).Take(LayerPlan.MaximumPackageLayers).Sum(l => l.Entries.OfType<FileEntry>().Count()));
    }

    [Fact]
    public void The_order_that_libraries_come_in_makes_no_difference()
    {
        var packages = Packages(LayerPlan.MaximumPackageLayers + 4);
        var forwards = Plan(packages).Select(l => (l.Title, string.Join(' ', l.Entries.Select(e => e.Path))));
        Assert.Equal(forwards, Plan([.. packages.Reverse()]).Select(l => (l.Title, string.Join(' ', l.Entries.Select(e => e.Path)))));
    }

    private static IReadOnlyList<LayerPlan> Plan(IReadOnlyList<(LibraryClass, LayerEntry)> libraries) =>
        LayerPlan.Create(SkeletonFiles.Create([]), libraries, [Entries.File("/etc/app.toml")], [Entries.File("/app/hello")]);

    private static LibraryClass Of(string package) => new(LibraryClass.PackageRank, package);

    /// <summary>Each larger than the one before.</summary>
    private static IReadOnlyList<(LibraryClass, LayerEntry)> Packages(int count) =>
        [.. Enumerable.Range(0, count).Select(i => (Of($"p{i:00}"), (LayerEntry)Entries.File($"/usr/lib/lib{i:00}", new string('x', i))))];

    private static void AssertTaken(string text, Action plan)
    {
        var failure = Assert.Throws<RustImageException>(plan);
        Assert.Equal("RIMG4001", failure.Code);
        Assert.Contains(text, failure.Message, StringComparison.Ordinal);
    }
}
