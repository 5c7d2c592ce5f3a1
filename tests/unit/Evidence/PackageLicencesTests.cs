using RustImage.Evidence;
using RustImage.Testing;

namespace RustImage.UnitTests.Evidence;

public sealed class PackageLicencesTests
{
    private const string Format = "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: x\n";

    [Theory]
    [InlineData(
        Format + "\nFiles: *\nCopyright: A\nLicense: BSD-3-clause or GPL-2\n The text\n .\n goes on.\n\nFiles: debian/*\nLicense: MIT\n",
        "BSD-3-clause or GPL-2|MIT")]
    [InlineData(Format + "License: Zlib\n\nFiles: *\n", "Zlib")]
    [InlineData(Format + "\nFiles: *\nLicense: MIT\n\nFiles: x\nlicense: mit\n\nLicense: MIT\n Text.\n", "MIT")]
    [InlineData("\uFEFFFormat: http://dep.debian.net/deps/dep5\r\n\r\nFiles: *\r\nLicense: Apache-2.0\r\n", "Apache-2.0")]
    [InlineData("Format-Specification: http://svn.debian.org/wsvn/dep/web/deps/dep5.mdwn\n\nFiles: *\nLicense: ISC\n", "ISC")]
    public void A_machine_readable_copyright_file_yields_its_licences(string copyright, string licences) =>
        Assert.Equal(licences, string.Join('|', PackageLicences.Of(copyright)));

    [Theory]
    [InlineData("")]
    [InlineData("This package was debianized by A. The licence is the GPL.\n\nLicense: GPL\n")]
    [InlineData("Format: of its own\n\nFiles: *\nLicense: MIT\n")]
    [InlineData(Format + "\nFiles: *\nLicense:\n Some text without a name.\n")]
    public void A_free_form_copyright_file_yields_no_licence(string copyright) => Assert.Empty(PackageLicences.Of(copyright));

    [Fact]
    public void Copyright_files_of_this_machine_are_read() =>
        Assert.Contains("GPL-2",
            string.Join(' ', PackageLicences.Of(File.ReadAllText(Require.File("/usr/share/doc/libzstd1/copyright", "libzstd1")))),
            StringComparison.Ordinal);
}
