using RustImage.FunctionalTests.Mutations;
using RustImage.FunctionalTests.Packages;

namespace RustImage.FunctionalTests.Tests;

/// <summary>
/// Changes each setting of a project. The next build must give the result of a clean build, and every documented name needs a row.
/// </summary>
public sealed class MutationTests(MutationTests.Fixture fixture) : IClassFixture<MutationTests.Fixture>
{
    private static readonly Mutation[] Rows = [.. PropertyRows.All, .. ItemRows.All];

    public static TheoryData<string> Settings => [.. Rows.Select(r => r.Name)];

    [Theory]
    [MemberData(nameof(Settings))]
    public void A_changed_setting_gives_the_same_result_as_a_clean_build(string row) =>
        fixture.Value.Check(Rows.Single(r => r.Name == row));

    [Fact]
    public void Every_documented_property_item_and_metadata_has_a_row_or_a_reason()
    {
        var known = Rows.SelectMany(r => r.Covers).Concat(PropertyRows.TakeNoPart.Keys).Concat(ItemRows.TakeNoPart.Keys).ToList();
        Assert.Contains("ContainerHealthCheckInterval", DocumentedInputs.All);
        Assert.Contains("RustImageFile.Mode", DocumentedInputs.All);
        Assert.Empty(DocumentedInputs.All.Except(known));
        Assert.Empty(known.Except(DocumentedInputs.All));
    }

    [Fact]
    public void No_name_has_both_a_row_and_a_reason() =>
        Assert.Empty(Rows.SelectMany(r => r.Covers).Intersect([.. PropertyRows.TakeNoPart.Keys, .. ItemRows.TakeNoPart.Keys]));

    public sealed class Fixture(LockedHello hello) : IDisposable
    {
        private readonly Lazy<MutationComparison> _lane = new(() => new MutationComparison(hello, Rows));

        internal MutationComparison Value => _lane.Value;

        public void Dispose()
        {
            if (_lane.IsValueCreated)
                _lane.Value.Dispose();
        }
    }
}
