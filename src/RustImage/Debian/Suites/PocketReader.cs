using RustImage.Debian.Archives;
using RustImage.Debian.Downloads;
using RustImage.Debian.Locks;
using RustImage.Formats.OpenPgp;

namespace RustImage.Debian.Suites;

/// <summary>One of the suites that a release of Debian consists of: trixie, trixie-updates, trixie-security.</summary>
/// <param name="Name">Its codename.</param>
/// <param name="Archive">One of <see cref="ArchiveNames"/>.</param>
/// <param name="Directories">Where it lies, on each mirror.</param>
internal sealed record Pocket(string Name, string Archive, Release Release, IReadOnlyList<Uri> Directories);

/// <summary>Reads the signed Release of suites, and takes none that is another's, expired, or older than one that was seen before.</summary>
internal sealed class PocketReader(DebianArchives archives, IReadOnlyList<LockedRelease> seen)
{
    /// <summary>The largest InRelease is of some hundred kilobytes.</summary>
    private const long LargestRelease = 1 << 24;

    private readonly Keyring _keyring = Keyring.Read(archives.Settings.Keyring);

    /// <param name="name">By codename, or by a role such as "stable".</param>
    public async Task<Pocket> ReadMainAsync(string name, CancellationToken cancellation)
    {
        var pocket = await TryReadAsync(name, ArchiveNames.Main, r => r.Codename == name || r.Suite == name, cancellation).ConfigureAwait(false);
        // A role's directory may lag behind the suite's own.
        return pocket is null ? throw Messages.NoSuchSuite(name).ToException()
            : pocket.Name == name ? pocket
            : await ReadMainAsync(pocket.Name, cancellation).ConfigureAwait(false);
    }

    /// <param name="name">By codename.</param>
    public async Task<Pocket> ReadAsync(string name, string archive, CancellationToken cancellation)
    {
        var pocket = await TryReadAsync(name, archive, r => r.Codename == name, cancellation).ConfigureAwait(false);
        return pocket ?? throw Messages.NoSuchPocket(name, archive).ToException();
    }

    /// <summary>The first mirror whose Release holds: one that is behind or that is another's must not keep the next from being asked.</summary>
    /// <returns>Null where no mirror has it.</returns>
    private async Task<Pocket?> TryReadAsync(string name, string archive, Func<Release, bool> isAsked, CancellationToken cancellation)
    {
        var mirrors = await archives.MirrorsOfAsync(archive, cancellation).ConfigureAwait(false);
        RustImageException? first = null;
        foreach (var mirror in mirrors)
        {
            try
            {
                var file = new Uri(mirror, $"dists/{name}/InRelease");
                if (await archives.FetchAsync([file], LargestRelease, cancellation).ConfigureAwait(false) is { } text)
                {
                    var release = Check(text, name, mirror);
                    if (!isAsked(release))
                        throw Messages.OtherSuite(name, release.Codename).ToException();
                    return new Pocket(release.Codename, archive, release, [.. mirrors.Select(m => new Uri(m, $"dists/{name}/"))]);
                }
            }
            catch (RustImageException e)
            {
                first ??= e;
            }
        }
        return first is null ? null : throw first;
    }

    private Release Check(byte[] text, string name, Uri mirror)
    {
        var now = DateTimeOffset.UtcNow;
        var release = InRelease.Verify(text, _keyring, $"{name} InRelease", now);
        // A snapshot of a day long gone is asked for on purpose, and has expired of course.
        if (!MirrorList.IsDatedSnapshot(mirror))
            release.CheckFresh(now);
        if (seen.FirstOrDefault(r => r.Name == release.Codename) is { } known)
            release.CheckNotOlderThan(known.Date);
        return release;
    }
}
