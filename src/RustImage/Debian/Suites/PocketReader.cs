using RustImage.Debian.Archives;
using RustImage.Debian.Downloads;
using RustImage.Debian.Locks;
using RustImage.Formats.OpenPgp;

namespace RustImage.Debian.Suites;

/// <summary>One of the parts of a suite, each with its own Release file: trixie, trixie-updates, trixie-security.</summary>
/// <param name="Name">The codename of the part.</param>
/// <param name="Archive">One of <see cref="ArchiveNames"/>.</param>
/// <param name="Directories">The part's directory on each mirror.</param>
internal sealed record Pocket(string Name, string Archive, Release Release, IReadOnlyList<Uri> Directories);

/// <summary>
/// Downloads and verifies the signed Release files of suites. It refuses one that is of another suite, has expired, or is older than
/// the one in the lock.
/// </summary>
/// <param name="seen">The releases in the lock.</param>
internal sealed class PocketReader(DebianArchives archives, IReadOnlyList<LockedRelease> seen)
{
    /// <summary>The largest Release file that is read, in bytes. Real files have some hundred kilobytes.</summary>
    private const long LargestRelease = 1 << 24;

    private readonly Keyring _keyring = Keyring.Read(archives.Settings.Keyring);

    /// <param name="name">A codename, or a role such as "stable".</param>
    public async Task<Pocket> ReadMainAsync(string name, CancellationToken cancellation)
    {
        var pocket = await TryReadAsync(name, ArchiveNames.Main, r => r.Codename == name || r.Suite == name, cancellation)
            .ConfigureAwait(false);
        // The directory of a role may be older than that of the codename.
        return pocket is null ? throw Messages.NoSuchSuite(name).ToException()
            : pocket.Name == name ? pocket
            : await ReadMainAsync(pocket.Name, cancellation).ConfigureAwait(false);
    }

    /// <param name="name">A codename.</param>
    public async Task<Pocket> ReadAsync(string name, string archive, CancellationToken cancellation)
    {
        var pocket = await TryReadAsync(name, archive, r => r.Codename == name, cancellation).ConfigureAwait(false);
        return pocket ?? throw Messages.NoSuchPocket(name, archive).ToException();
    }

    /// <summary>Asks one mirror after another until one has a valid Release file.</summary>
    /// <returns>Null where no mirror has the suite.</returns>
    /// <exception cref="RustImageException">A mirror has the suite, and no mirror has a valid file: the error of the first.</exception>
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
        // A dated snapshot is old on purpose, and so has expired.
        if (!MirrorChoice.IsDatedSnapshot(mirror))
            release.CheckFresh(now);
        if (seen.FirstOrDefault(r => r.Name == release.Codename) is { } known)
            release.CheckNotOlderThan(known.Date);
        return release;
    }
}
