using RustImage.Upkeep;

namespace RustImage.UnitTests.Upkeep;

public sealed class CacheLimitsTests
{
    private static readonly DateTime Now = new(2026, 12, 1, 0, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("30d", 30 * 24)]
    [InlineData("2w", 14 * 24)]
    [InlineData(" 12h ", 12)]
    [InlineData("1.5d", 36)]
    [InlineData("90 m", 1.5)]
    [InlineData("0d", 0)]
    public void An_age_is_a_number_with_a_unit(string text, double hours) =>
        Assert.Equal(hours, CacheLimits.Parse(text, "").Age!.Value.TotalHours, 3);

    [Theory]
    [InlineData("5GB", 5_000_000_000)]
    [InlineData("500 mb", 500_000_000)]
    [InlineData("1.5GiB", 1_610_612_736)]
    [InlineData("1kB", 1000)]
    [InlineData("7B", 7)]
    [InlineData("0B", 0)]
    public void A_size_is_a_number_with_a_unit(string text, long bytes) => Assert.Equal(bytes, CacheLimits.Parse("", text).Size);

    [Theory]
    [InlineData("30", "RustImageCacheAge")]
    [InlineData("-1d", "RustImageCacheAge")]
    [InlineData("1d12h", "RustImageCacheAge")]
    [InlineData("99999999w", "RustImageCacheAge")]
    [InlineData("month", "RustImageCacheAge")]
    public void Another_age_is_an_error(string text, string property) => AssertError(text, "", property, text);

    [Theory]
    [InlineData("5")]
    [InlineData("5G")]
    [InlineData("iB")]
    [InlineData("5iB")]
    [InlineData("999999999999999TB")]
    [InlineData("-1GB")]
    public void Another_size_is_an_error(string text) => AssertError("", text, "RustImageCacheSize", text);

    [Fact]
    public void Both_errors_are_shown_at_once() =>
        Assert.Equal(2, Assert.Throws<RustImageException>(() => CacheLimits.Parse("x", "y")).Diagnostics.Count);

    [Fact]
    public void Without_a_limit_everything_goes() => Assert.Equal([4, 3, 2, 1], Choose("", "", 4, 1, 3, 2));

    [Fact]
    public void An_age_removes_what_was_not_used_for_longer() => Assert.Equal([9, 4], Choose("3d", "", 1, 9, 3, 4));

    [Fact]
    public void A_size_removes_the_least_recently_used_until_the_rest_fits()
    {
        // Each is as many bytes as it is days old.
        Assert.Equal([9, 4], Choose("", "4B", 1, 9, 3, 4));
        Assert.Equal([9, 4, 3], Choose("", "3B", 1, 9, 3, 4));
        Assert.Empty(Choose("", "17B", 1, 9, 3, 4));
        Assert.Equal([9, 4, 3, 1], Choose("", "0B", 1, 9, 3, 4));
    }

    [Fact]
    public void Both_limits_count()
    {
        Assert.Equal([9, 4, 3], Choose("5d", "3B", 1, 9, 3, 4));
        Assert.Equal([9, 4, 3], Choose("2d", "10B", 1, 9, 3, 4));
    }

    private static void AssertError(string age, string size, string property, string quoted)
    {
        var error = Assert.Throws<RustImageException>(() => CacheLimits.Parse(age, size));
        Assert.Equal("RIMG0008", error.Code);
        Assert.StartsWith($"{property} is '{quoted}': write ", error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<long> Choose(string age, string size, params int[] days) => CacheLimits.Parse(age, size)
        .Choose([.. days.Select(d => new CacheEntry(CacheKind.CompressedLayer, d, Now.AddDays(-d), [$"{d}"]))], Now).Select(e => e.Size);
}
