namespace RustImage.Http;

/// <summary>How patient transfers are, and where their time comes from.</summary>
public sealed record TransferOptions
{
    /// <summary>A connection that brings no byte for so long counts as broken.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How often one source is tried; a try that brought much does not count.</summary>
    public int Attempts { get; init; } = 4;

    /// <summary>Before the second try, with jitter; it doubles with each further one.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>A server that asks for more (Retry-After) is left alone.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long to wait for another build's download of the same file while it makes no progress.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Downloads at once.</summary>
    public int Connections { get; init; } = 6;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Waits between two tries; tests pass one that does not.</summary>
    public Func<TimeSpan, CancellationToken, Task> Delay { get; init; } = Task.Delay;
}
