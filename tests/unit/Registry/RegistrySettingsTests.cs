using RustImage.Registry;

namespace RustImage.UnitTests.Registry;

public sealed class RegistrySettingsTests
{
    [Theory]
    [InlineData(null, 4)]
    [InlineData("", 4)]
    [InlineData("true", 4)]
    [InlineData("False", 1)]
    [InlineData(" 0 ", 1)]
    [InlineData("no", 1)]
    public void The_NET_SDK_variable_can_limit_uploads_to_one_blob_at_a_time(string? value, int uploads) => Assert.Equal(
        uploads,
        new RegistrySettings
        {
            WorkingDirectory = "",
            Environment = name => name == "DOTNET_CONTAINER_REGISTRY_PARALLEL_UPLOAD" ? value : null
        }.Uploads);
}
