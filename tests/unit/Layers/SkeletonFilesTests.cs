using RustImage.Closure.Sources;
using RustImage.Layers;
using RustImage.Testing;

namespace RustImage.UnitTests.Layers;

public sealed class SkeletonFilesTests
{
    [Fact]
    public void The_first_layer_is_the_same_in_every_image_without_libraries() =>
        Assert.Equal(
            "sha256:326f199d8b4a78ce49bcc66aa18d80d24ca610d586864af2c46173d8764c0f8b",
            Digest.OfBytes(TestEntry.Tar([.. LayerPlan.Create(SkeletonFiles.Create([]), [], [], [])[0].Entries])).ToString());

    [Fact]
    public void Users_and_groups_are_root_and_nonroot()
    {
        Assert.Equal(["root:x:0:0:root:/root:/sbin/nologin", "nonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin"],
            Lines("/etc/passwd"));
        Assert.Equal(["root:x:0:", "nonroot:x:65532:"], Lines("/etc/group"));
    }

    [Fact]
    public void The_distribution_is_named_if_its_libraries_are_used()
    {
        using var directory = new TemporaryDirectory();
        File.WriteAllText(directory["os-release"], "ID=debian\n");
        File.WriteAllText(directory["version"], "13.1\n");
        FoundFile[] distribution = [new("/usr/lib/os-release", directory["os-release"]), new("/etc/debian_version", directory["version"])];
        Assert.Equal(["ID=debian"], Lines("/usr/lib/os-release", distribution));
        Assert.Equal(["13.1"], Lines("/etc/debian_version", distribution));
    }

    [Fact]
    public void Without_libraries_the_image_names_no_distribution() => Assert.Contains("ID=linux", Lines("/usr/lib/os-release"));

    [Fact]
    public void Temporary_directories_are_writable_for_everybody() =>
        Assert.All(["/tmp", "/var/tmp"], p => Assert.Equal(0b001_111_111_111, Entry(p).Mode));

    [Fact]
    public void The_links_of_usr_merge_lead_to_existing_directories() => Assert.All(
        ["/bin", "/lib", "/lib32", "/lib64", "/libx32", "/sbin"],
        p => Assert.IsType<DirectoryEntry>(Entry("/" + Assert.IsType<LinkEntry>(Entry(p)).Target)));

    private static LayerEntry Entry(string path, params FoundFile[] distribution) =>
        SkeletonFiles.Create(distribution).Single(e => e.Path == path);

    private static string[] Lines(string path, params FoundFile[] distribution)
    {
        using var reader = new StreamReader(Assert.IsType<FileEntry>(Entry(path, distribution)).Content.Open());
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
