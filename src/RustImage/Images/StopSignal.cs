using System.Globalization;

namespace RustImage.Images;

/// <summary>The signal that asks a container to end (image-spec, config.md, "StopSignal"): Linux's, by name.</summary>
public static class StopSignal
{
    /// <summary>Of signal(7), by number.</summary>
    private static readonly string[] Names =
    [
        "", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM", "TERM",
        "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS",
    ];

    /// <summary>The real-time signals that the C library leaves to programs, as engines name them: up to the middle from the first, then down to the last.</summary>
    private const int First = 34;
    private const int Middle = 49;
    private const int Last = 64;

    private static readonly Dictionary<int, string> ByNumber = Enumerable.Range(1, Last).Where(n => n < Names.Length || n >= First).ToDictionary(n => n, Name);

    /// <param name="text"><c>SIGTERM</c>, <c>15</c> or <c>SIGRTMIN+3</c>.</param>
    /// <returns>The name, which alone the spec allows.</returns>
    /// <exception cref="RustImageException">RIMG5015: no signal.</exception>
    public static string Parse(string text)
    {
        if (ByNumber.ContainsValue(text))
            return text;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && ByNumber.TryGetValue(number, out var name)
            ? name
            : throw Messages.BadStopSignal(text).ToException();
    }

    private static string Name(int number) => "SIG" + number switch
    {
        < First => Names[number],
        First => "RTMIN",
        <= Middle => $"RTMIN+{number - First}",
        Last => "RTMAX",
        _ => $"RTMAX-{Last - number}",
    };
}
