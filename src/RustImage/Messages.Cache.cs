namespace RustImage;

/// <summary>0007 and 0008: the cache.</summary>
internal static partial class Messages
{
    /// <param name="holder">Who uses the cache: "another build".</param>
    public static Diagnostic CacheBusy(string directory, string holder) => new("RIMG0007",
        $"The cache '{directory}' is in use by {holder}: wait until that has ended, and run this again.");

    /// <param name="form">What the value should be: "a time such as 30d".</param>
    public static Diagnostic BadCacheLimit(string property, string value, string form) => new("RIMG0008",
        $"{property} is '{value}': write {form}.");
}
