namespace RustImage.Formats.OpenPgp;

/// <summary>Calls BouncyCastle with bytes that others made, which may be damaged on purpose.</summary>
internal static class BouncyCastle
{
    /// <returns>False also where it throws. BouncyCastle throws exceptions of any type for damaged numbers, points and packets.</returns>
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
