namespace RustImage.Registry.Connection;

internal sealed class RegistryConnection
{
    public static IRegistryConnection Open(string registry, RegistrySettings settings) => throw new NotImplementedException();
}
