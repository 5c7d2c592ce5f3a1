using System.Globalization;

namespace RustImage.Images;

/// <summary>Parses the signal that asks a container to stop (image-spec, config.md, "StopSignal").</summary>
internal static class StopSignal
{
    /// <summary>The names of Linux's signals by number (signal(7)).</summary>
    private static readonly string[] Names =
    [
        "", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM", "TERM",
        "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS",
    ];

    /// <summary>
    /// The real-time signals that programs may use. Engines count them up from the first (SIGRTMIN+1) as far as the middle, and from there
    /// down to the last (SIGRTMAX-1).
    /// </summary>
    private const int First = 34;
    private const int Middle = 49;
    private const int Last = 64;

    private static readonly Dictionary<int, string> ByNumber =
        Enumerable.Range(1, Last).Where(n => n < Names.Length || n >= First).ToDictionary(n => n, Name);

    /// <param name="text">A name or a number: <c>SIGTERM</c>, <c>15</c>, <c>SIGRTMIN+3</c>.</param>
    /// <returns>The name, since the specification allows no numbers.</returns>
    /// <exception cref="RustImageException">RIMG5015: the text is neither.</exception>
    public static string Parse(string text)
    {
        if (ByNumber.ContainsValue(text))
            return text;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && ByNumber.TryGetValue(number, out var name) ? name : throw Messages.BadStopSignal(text).ToException();
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
