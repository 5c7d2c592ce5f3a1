namespace RustImage.Http;

/// <summary>The time limits, tries and pauses of downloads and uploads. The defaults suit a user who waits for a build.</summary>
internal sealed record TransferOptions
{
    /// <summary>The connection counts as broken after this time without a byte.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The most tries in a row at one server. The count starts again after a try that made much progress.</summary>
    public int Attempts { get; init; } = 4;

    /// <summary>The pause before the second try. It is doubled before each further one, with jitter (<see cref="BackOff"/>).</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>The longest pause. A server that asks for a longer one (Retry-After) is not tried again.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long to wait for another build that downloads the same file and makes no progress.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The most downloads at the same time.</summary>
    public int Connections { get; init; } = 6;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Makes the pauses; tests replace it to save their time.</summary>
    public Func<TimeSpan, CancellationToken, Task> Delay { get; init; } = Task.Delay;
}
