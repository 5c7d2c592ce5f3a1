using RustImage.Debian.Archives;

namespace RustImage.UnitTests.Debian.Archives;

public sealed class LibraryPackageNamesTests
{
    [Theory]
    [InlineData("libssl.so.3", "libssl3")]
    [InlineData("libfoo2.so.3", "libfoo2-3")]
    [InlineData("libfoo-1.5.so", "libfoo-1.5")]
    [InlineData("libbz2.so.1.0", "libbz2-1.0")]
    [InlineData("libgcc_s.so.1", "libgcc-s1")]
    [InlineData("libstdc++.so.6", "libstdc++6")]
    [InlineData("libX11.so.6", "libx11-6")]
    [InlineData("libc.so.6", "libc6")]
    [InlineData("libpcre2-8.so.0", "libpcre2-8-0")]
    [InlineData("libfoo.so", "libfoo")]
    public void Package_names_of_the_policy_come_first_and_t64_names_follow(string soname, string package) =>
        Assert.Equal([package, package + "t64"], LibraryPackageNames.Of(soname));

    [Theory]
    [InlineData("")]
    [InlineData(".so.1")]
    [InlineData("libc")]
    [InlineData("libfoo.sox")]
    [InlineData("lib/../x.so.1")]
    [InlineData("libfoo.so.1 2")]
    [InlineData("libé.so.1")]
    public void A_soname_that_yields_no_package_name_has_no_candidates(string soname) => Assert.Empty(LibraryPackageNames.Of(soname));

    [Fact]
    public void Most_real_libraries_are_found_by_the_candidate_names()
    {
        var index = PackageIndex.Read(new MemoryStream(RealArchive.Packages().MaxBy(p => p.Text.Length)!.Text), "main");
        string[] sonames =
        [
            "libc.so.6", "libgcc_s.so.1", "libstdc++.so.6", "libz.so.1", "libssl.so.3", "libcrypto.so.3", "libcurl.so.4", "libsqlite3.so.0",
            "libpq.so.5",
            "libbz2.so.1.0", "liblzma.so.5", "libzstd.so.1", "libX11.so.6", "libdbus-1.so.3", "libsystemd.so.0", "libudev.so.1",
            "libasound.so.2",
        ];
        var missed = sonames.Where(s => !LibraryPackageNames.Of(s).Any(n => index.Find(n).Count + index.ProvidersOf(n).Count > 0));
        // libcrypto3 is in the package libssl3, which only Contents tell.
        Assert.Equal(["libcrypto.so.3"], missed);
    }
}
