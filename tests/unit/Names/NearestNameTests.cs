using RustImage.Names;

namespace RustImage.UnitTests.Names;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("ContainerRepositroy", 1)]
    [InlineData("ContainerRepositor", 1)]
    [InlineData("ContainerRepositorys", 1)]
    [InlineData("Containerrepository", 0)]
    [InlineData("ContianerRepositroy", 2)]
    [InlineData("ContainerDirectory", 6)]
    public void An_edit_adds_removes_replaces_or_swaps_letters(string name, int edits)
    {
        Assert.Equal(edits, NearestName.CountEdits(name, "ContainerRepository"));
        Assert.Equal(edits <= 2 ? "ContainerRepository" : null, NearestName.Find(name, ["ContainerRepository"]));
    }

    [Fact]
    public void The_nearest_name_wins() => Assert.Equal("CargoBins", NearestName.Find("CargoBinss", ["CargoBin", "CargoBins"]));

    [Fact]
    public void A_short_name_may_differ_by_less()
    {
        Assert.Equal("Title", NearestName.Find("Titel", ["Title"]));
        Assert.Null(NearestName.Find("Tilt", ["Title"]));
        Assert.Null(NearestName.Find("Mod", ["Abc"]));
    }
}
