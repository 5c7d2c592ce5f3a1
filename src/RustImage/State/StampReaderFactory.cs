namespace RustImage.State;

/// <summary>Chooses the stamp reader of the system that this runs on.</summary>
internal static class StampReaderFactory
{
    private static readonly Lazy<IStampReader> System = new(() => Choose([
        (OperatingSystem.IsLinux(), () => new LinuxStampReader()),
        (OperatingSystem.IsMacOS(), () => new MacStampReader()),
        (OperatingSystem.IsWindows(), () => new WindowsStampReader()),
    ]));

    public static IStampReader OfThisSystem => System.Value;

    /// <summary>Creates the first reader for this system that tells the same size of a sample file as .NET.</summary>
    /// <remarks>
    /// Where the C library lacks the call or uses another layout, every file is read in each build. That is slow, but never stale.
    /// </remarks>
    internal static IStampReader Choose(IEnumerable<(bool Fits, Func<IStampReader> Create)> candidates)
    {
        foreach (var create in candidates.Where(c => c.Fits).Select(c => c.Create))
        {
            if (TryCreate(create) is { } stamps)
                return stamps;
        }
        return new UnknownStampReader();
    }

    private static IStampReader? TryCreate(Func<IStampReader> create)
    {
        try
        {
            var stamps = create();
            return IsRight(stamps) ? stamps : null;
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            return null;
        }
    }

    private static bool IsRight(IStampReader stamps)
    {
        var file = new FileInfo(typeof(object).Assembly.Location is { Length: > 0 } library ? library : Environment.ProcessPath ?? "/");
        var length = file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target ? target.Length : file.Length;
        return stamps.Of(file.FullName) is { Kind: FileKind.File, Changed: > 0 } stamp && stamp.Size == length && stamp.Id != 0
            && stamps.Of(Path.Combine(file.FullName, "none")) is { Kind: FileKind.Missing };
    }
}
