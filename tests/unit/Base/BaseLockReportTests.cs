using RustImage.Base;

namespace RustImage.UnitTests.Base;

public sealed class BaseLockReportTests
{
    private static readonly Digest One = Digest.OfBytes([1]);
    private static readonly Digest Two = Digest.OfBytes([2]);

    [Fact]
    public void A_move_names_both_digests() => Assert.Equal($"base:1 {One} → {Two}", $"{Report(One, Two, isUpdate: true).Line}");

    [Fact]
    public void An_update_without_a_change_says_so()
    {
        Assert.Equal("base:1 is up to date in lock.json.", $"{Report(One, One, isUpdate: true).Line}");
        Assert.Equal("base:1 needs no entry in lock.json.", $"{Report(null, null, isUpdate: true).Line}");
    }

    [Fact]
    public void A_base_that_is_new_in_the_lock_gives_a_coded_message()
    {
        var report = Report(null, One, isUpdate: false);
        Assert.Equal((null, "RIMG5110"), (report.Line, report.Message?.Code));
    }

    [Fact]
    public void A_plain_build_without_a_change_says_nothing() =>
        Assert.Equal(new BaseLockReport(null, null), Report(One, One, isUpdate: false));

    private static BaseLockReport Report(Digest? before, Digest? after, bool isUpdate) =>
        BaseLockReport.Create("base:1", new PulledBase(null!, before, after), "lock.json", isUpdate);
}
