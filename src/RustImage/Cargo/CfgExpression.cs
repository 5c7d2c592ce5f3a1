namespace RustImage.Cargo;

/// <summary>
/// Evaluates a <c>cfg(…)</c> key of cargo's configuration for a target (doc.rust-lang.org/reference/conditional-compilation.html).
/// </summary>
/// <remarks>cargo chooses rustflags by these keys, but does not tell which ones it chose.</remarks>
internal static class CfgExpression
{
    /// <summary>The deepest nesting that is evaluated. Deeper expressions could overflow the stack.</summary>
    private const int MaximumDepth = 100;

    /// <param name="expression">For example <c>cfg(all(unix, target_arch = "x86_64"))</c>.</param>
    /// <param name="facts">Lines of <c>rustc --print cfg</c>: <c>unix</c>, <c>target_arch="x86_64"</c>.</param>
    /// <returns>False for a text that is not a cfg expression, as in cargo.</returns>
    public static bool Matches(string expression, IReadOnlySet<string> facts)
    {
        var text = expression.Trim();
        if (!text.StartsWith("cfg(", StringComparison.Ordinal) || !text.EndsWith(')'))
            return false;
        var inner = text[4..^1];
        var position = 0;
        return Evaluate(inner, ref position, facts, 0) is true && AtEnd(inner, ref position);
    }

    /// <returns>Null for a malformed expression. Then the whole key is false: "not" must not make it true.</returns>
    private static bool? Evaluate(string text, ref int position, IReadOnlySet<string> facts, int depth)
    {
        var name = Word(text, ref position);
        if (name.Length == 0 || depth > MaximumDepth)
            return null;
        if (name is "all" or "any" or "not")
        {
            return Operands(text, ref position, facts, depth + 1) is not { } operands ? null : name switch
            {
                "all" => operands.TrueForAll(o => o),
                "any" => operands.Exists(o => o),
                _ => operands is [var one] ? !one : null,
            };
        }
        if (!Take(text, ref position, '='))
            return name == "true" || facts.Contains(name);
        return Quoted(text, ref position) is { } value ? facts.Contains($"{name}=\"{value}\"") : null;
    }

    /// <returns>Null for a malformed list.</returns>
    private static List<bool>? Operands(string text, ref int position, IReadOnlySet<string> facts, int depth)
    {
        if (!Take(text, ref position, '('))
            return null;
        var operands = new List<bool>();
        while (!Take(text, ref position, ')'))
        {
            if (Evaluate(text, ref position, facts, depth) is not { } operand)
                return null;
            operands.Add(operand);
            if (!Take(text, ref position, ',') && (position >= text.Length || text[position] != ')'))
                return null;
        }
        return operands;
    }

    private static string Word(string text, ref int position)
    {
        SkipSpace(text, ref position);
        var start = position;
        while (position < text.Length && (char.IsAsciiLetterOrDigit(text[position]) || text[position] == '_'))
            position++;
        return text[start..position];
    }

    private static string? Quoted(string text, ref int position)
    {
        SkipSpace(text, ref position);
        var end = position < text.Length && text[position] == '"' ? text.IndexOf('"', position + 1) : -1;
        if (end < 0)
            return null;
        var value = text[(position + 1)..end];
        position = end + 1;
        return value;
    }

    private static bool Take(string text, ref int position, char wanted)
    {
        SkipSpace(text, ref position);
        if (position >= text.Length || text[position] != wanted)
            return false;
        position++;
        return true;
    }

    private static bool AtEnd(string text, ref int position)
    {
        SkipSpace(text, ref position);
        return position == text.Length;
    }

    private static void SkipSpace(string text, ref int position)
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
            position++;
    }
}
