using System.Text;

namespace RustImage.Layers;

/// <summary>The programs that a script needs to start, from its first line (execve(2), "Interpreter scripts").</summary>
/// <param name="Interpreter">The path that the kernel starts.</param>
/// <param name="Program">What env(1) searches in PATH for; null without env.</param>
internal sealed record ScriptStart(string Interpreter, string? Program)
{
    /// <summary>The bytes of a script that the kernel reads (BINPRM_BUF_SIZE).</summary>
    private const int MostBytes = 256;

    /// <param name="hostPath">A file on this machine.</param>
    /// <returns>Null where the file is no script, or where its interpreter depends on the directory that it is started in.</returns>
    public static ScriptStart? Read(string hostPath)
    {
        Span<byte> start = stackalloc byte[MostBytes];
        using var file = File.OpenHandle(hostPath);
        return Parse(start[..RandomAccess.Read(file, start, 0)]);
    }

    /// <param name="start">The first bytes of a file.</param>
    public static ScriptStart? Parse(ReadOnlySpan<byte> start)
    {
        if (!start.StartsWith("#!"u8))
            return null;
        var end = start.IndexOf((byte)'\n');
        var line = Encoding.UTF8.GetString(start[2..(end < 0 ? start.Length : end)]).Trim(' ', '\t');
        var gap = line.IndexOfAny([' ', '\t']);
        var (interpreter, argument) = gap < 0 ? (line, "") : (line[..gap], line[gap..].Trim(' ', '\t'));
        if (!interpreter.StartsWith('/'))
            return null;
        return new ScriptStart(interpreter, ImagePath.NameOf(interpreter) == "env" ? FindProgram(argument) : null);
    }

    /// <summary>
    /// The kernel hands over everything behind the interpreter as one argument, so env looks for a program with spaces in its name, unless
    /// -S tells it to split the argument.
    /// </summary>
    private static string? FindProgram(string argument)
    {
        var words = SplitOption(argument) is { } rest ? rest.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries) : [argument];
        var program = words.FirstOrDefault(w => !w.Contains('=', StringComparison.Ordinal));
        // Options of env may have arguments of their own, and a path with a slash is not searched for.
        return string.IsNullOrEmpty(program) || program.StartsWith('-') || program.Contains('/', StringComparison.Ordinal) ? null : program;
    }

    private static string? SplitOption(string argument)
    {
        string[] options = ["-S", "-vS", "--split-string="];
        return options.Where(o => argument.StartsWith(o, StringComparison.Ordinal)).Select(o => argument[o.Length..]).FirstOrDefault();
    }
}
