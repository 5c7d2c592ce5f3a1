using RustImage.Closure;
using RustImage.Layers;

namespace RustImage.UnitTests.Layers;

public sealed class LibraryClassTests
{
    [Theory]
    [InlineData("/usr/lib/x86_64-linux-gnu/libc.so.6", "glibc", "libc")]
    [InlineData("/usr/lib/x86_64-linux-gnu/libnss_files.so.2", "glibc", "libc")]
    [InlineData("/usr/lib/ld-musl-x86_64.so.1", "musl", "libc")]
    [InlineData("/usr/lib/x86_64-linux-gnu/libgcc_s.so.1", "gcc-14", "compiler runtime")]
    [InlineData("/usr/lib/x86_64-linux-gnu/libstdc++.so.6", "gcc-14", "compiler runtime")]
    [InlineData("/usr/lib/x86_64-linux-gnu/libquadmath.so.0", "gcc-14", "gcc-14")]
    [InlineData("/usr/lib/x86_64-linux-gnu/libssl.so.3", "openssl", "openssl")]
    [InlineData("/lib64/libm.so.6", null, "libc")]
    [InlineData("/lib64/ld-linux-x86-64.so.2", null, "libc")]
    [InlineData("/lib64/libgcc_s.so.1", null, "compiler runtime")]
    [InlineData("/lib64/libssl.so.3", null, "libraries")]
    [InlineData("/lib64/libmount.so.1", null, "libraries")]
    public void A_library_goes_by_its_source_package_and_without_one_by_its_name(string path, string? source, string title) =>
        Assert.Equal(title, LibraryClass.Of(File(path, source)).Title);

    [Fact]
    public void A_link_goes_where_its_file_goes()
    {
        var closure = new ImageClosure(
            [File("/usr/lib/libz.so.1.3", "zlib")],
            [new ClosureLink("/usr/lib/libz.so.1", "libz.so.1.3", "/usr/lib/libz.so.1.3", "asked for"), new ClosureLink("/usr/lib/own.so", "/app/own.so", "/app/own.so", "the user's")],
            []);
        Assert.Equal([("zlib", "/usr/lib/libz.so.1.3"), ("zlib", "/usr/lib/libz.so.1"), ("libraries", "/usr/lib/own.so")],
            LibraryEntries.Create(closure).Select(e => (e.Class.Title, e.Entry.Path)));
    }

    [Fact]
    public void A_library_says_why_it_is_there_and_whose_it_is() =>
        Assert.Equal("NEEDED by /app/hello (zlib1g 1.3)", Assert.Single(LibraryEntries.Create(new ImageClosure([File("/usr/lib/libz.so.1.3", "zlib")], [], []))).Entry.Reason);

    private static ClosureFile File(string path, string? source) =>
        new(path, path, null, ["NEEDED by /app/hello"], source is null ? null : new Package("zlib1g", "1.3", "amd64", source));
}
