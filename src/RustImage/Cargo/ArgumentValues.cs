namespace RustImage.Cargo;

/// <summary>Reads an option out of the further arguments that a project passes to <c>cargo build</c>.</summary>
internal static class ArgumentValues
{
    /// <param name="option">The long name of an option with a value: <c>--config</c>.</param>
    /// <returns>The values of all occurrences, in their order.</returns>
    public static IReadOnlyList<string> Of(string option, IReadOnlyList<string> arguments)
    {
        var values = new List<string>();
        for (var i = 0; i < arguments.Count && arguments[i] != "--"; i++)
        {
            if (arguments[i] == option && i + 1 < arguments.Count)
                values.Add(arguments[++i]);
            else if (arguments[i].StartsWith(option + "=", StringComparison.Ordinal))
                values.Add(arguments[i][(option.Length + 1)..]);
        }
        return values;
    }
}
