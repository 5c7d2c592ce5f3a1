namespace RustImage.Formats.OpenPgp;

/// <summary>Calls of BouncyCastle with bytes of others.</summary>
internal static class BouncyCastle
{
    /// <returns>False also where it throws: for damaged numbers, points and packets it does so with whatever type of exception comes up first.</returns>
    public static bool Try(Func<bool> verify)
    {
        try
        {
            return verify();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return false;
        }
    }

    /// <returns>Null where it throws.</returns>
    public static T? Read<T>(Func<T> read)
        where T : class
    {
        T? value = null;
        return Try(() => (value = read()) is not null) ? value : null;
    }
}
