namespace RustImage.Cargo;

/// <summary>A <c>cfg(…)</c> key of cargo's configuration, evaluated against what rustc prints for a target (doc.rust-lang.org/reference/conditional-compilation.html).</summary>
/// <remarks>cargo does this itself but does not tell the result, and which source of rustflags it uses depends on it.</remarks>
internal static class CfgExpression
{
    /// <param name="expression">For example <c>cfg(all(unix, target_arch = "x86_64"))</c>.</param>
    /// <param name="facts">Lines of <c>rustc --print cfg</c>: <c>unix</c>, <c>target_arch="x86_64"</c>.</param>
    /// <returns>False also for what is not a cfg expression.</returns>
    public static bool Matches(string expression, IReadOnlySet<string> facts)
    {
        var text = expression.Trim();
        if (!text.StartsWith("cfg(", StringComparison.Ordinal) || !text.EndsWith(')'))
            return false;
        var position = 0;
        return Evaluate(text[4..^1], ref position, facts);
    }

    private static bool Evaluate(string text, ref int position, IReadOnlySet<string> facts)
    {
        var name = Word(text, ref position);
        if (Take(text, ref position, '('))
        {
            var operands = new List<bool>();
            while (!Take(text, ref position, ')'))
            {
                if (position >= text.Length)
                    return false;
                operands.Add(Evaluate(text, ref position, facts));
                if (!Take(text, ref position, ',') && (position >= text.Length || text[position] != ')'))
                    return false;
            }
            return name switch
            {
                "all" => operands.TrueForAll(o => o),
                "any" => operands.Exists(o => o),
                "not" => operands is [false],
                _ => false,
            };
        }
        if (!Take(text, ref position, '='))
            return name == "true" || facts.Contains(name);
        return facts.Contains($"{name}=\"{Quoted(text, ref position)}\"");
    }

    private static string Word(string text, ref int position)
    {
        SkipSpace(text, ref position);
        var start = position;
        while (position < text.Length && (char.IsAsciiLetterOrDigit(text[position]) || text[position] == '_'))
            position++;
        return text[start..position];
    }

    private static string Quoted(string text, ref int position)
    {
        SkipSpace(text, ref position);
        var end = position < text.Length && text[position] == '"' ? text.IndexOf('"', position + 1) : -1;
        if (end < 0)
            return "";
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

    private static void SkipSpace(string text, ref int position)
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
            position++;
    }
}
