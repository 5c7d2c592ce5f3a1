namespace RustImage.TaskTests.Base;

public sealed class CheckBaseImageTests : BaseCase
{
    [Fact]
    public void A_base_that_has_moved_is_a_warning_at_the_lock()
    {
        Publish("one");
        Succeed(Pull());
        Publish("two");
        Succeed(Check());
        var warning = Assert.Single(Engine.Warnings);
        Assert.Equal(("RIMG5111", this["rustimage.lock.json"]), (warning.Code, warning.File));
    }

    [Fact]
    public void Today_s_base_is_told_and_is_no_warning()
    {
        Publish("one");
        Succeed(Pull());
        Engine.Clear();
        Succeed(Check());
        Assert.Empty(Engine.Warnings);
        Assert.Equal($"{this["rustimage.lock.json"]}: the base image {Name} is today's.", Engine.ImportantText);
    }
}
