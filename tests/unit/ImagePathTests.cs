namespace RustImage.UnitTests;

public sealed class ImagePathTests
{
    [Theory]
    [InlineData("/lib/x86_64-linux-gnu/libc.so.6", "/usr/lib/x86_64-linux-gnu/libc.so.6")]
    [InlineData("/lib64/ld-linux-x86-64.so.2", "/usr/lib64/ld-linux-x86-64.so.2")]
    [InlineData("/usr//lib/./libz.so.1", "/usr/lib/libz.so.1")]
    [InlineData("/app/../lib/libz.so.1", "/usr/lib/libz.so.1")]
    [InlineData("/lib/../share/x", "/usr/share/x")]
    [InlineData("/../../etc/x", "/etc/x")]
    [InlineData("/library/x", "/library/x")]
    [InlineData("/", "/")]
    public void A_path_is_spelled_as_in_an_image_with_usr_merge(string path, string canonical) =>
        Assert.Equal(canonical, ImagePath.Canonical(path));

    [Theory]
    [InlineData("/lib/x", "/usr/lib/x")]
    [InlineData("/usr/lib64/x", "/lib64/x")]
    [InlineData("/usr/bin", "/bin")]
    [InlineData("/usr/share/x", null)]
    [InlineData("/libx/x", null)]
    public void Only_directories_of_usr_merge_have_another_spelling(string path, string? other) =>
        Assert.Equal(other, ImagePath.OtherSpelling(path));
}
