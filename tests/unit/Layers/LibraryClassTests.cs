using RustImage.Closure;
using RustImage.Closure.Sources;
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
    public void A_library_is_grouped_by_its_source_package_or_else_by_its_name(string path, string? source, string title) =>
        Assert.Equal(title, LibraryClass.Of(File(path, source)).Title);

    private static ClosureFile File(string path, string? source) =>
        new(path, path, null, ["NEEDED by /app/hello"], source is null ? null : new Package("zlib1g", "1.3", "amd64", source));
}
