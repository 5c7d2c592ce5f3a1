using RustImage.Debian.Archives;
using RustImage.Formats.OpenPgp;
using RustImage.UnitTests.Formats.OpenPgp;

namespace RustImage.UnitTests.Debian.Archives;

public sealed class InReleaseTests
{
    private static readonly Lazy<Keyring> Debian = new(() => Keyring.Read(RealArchive.Keyring));

    [Fact]
    public void InRelease_files_of_the_real_archive_verify()
    {
        foreach (var path in RealArchive.InReleases())
        {
            var release = InRelease.Verify(File.ReadAllBytes(path), Debian.Value, path, DateTimeOffset.UtcNow);
            Assert.Equal("Debian", release.Origin);
            Assert.NotNull(release.FindIndex("main", "amd64"));
        }
    }

    [Fact]
    public void A_changed_InRelease_that_gpgv_refuses_is_refused()
    {
        var random = new Random(99);
        var gpgv = new Gpgv(RealArchive.Keyring);
        var file = RealArchive.InReleases().Select(File.ReadAllBytes).MinBy(f => f.Length)!;
        var original = ClearsignedText.Split(file, "").Lines;
        var signature = file.AsSpan().IndexOf("-----BEGIN PGP SIGNATURE"u8);
        var refused = 0;
        for (var i = 0; i < 3000; i++)
        {
            var changed = file.ToArray();
            // Half of the changes hit the small structured parts: the header and the signatures.
            var at = i % 4 == 0 ? random.Next(80) : i % 4 == 1 ? random.Next(signature, file.Length) : random.Next(file.Length);
            changed[at] ^= (byte)(1 << random.Next(8));
            var ours = Accepts(changed);
            refused += ours ? 0 : 1;
            if (ours)
            {
                Assert.True(gpgv.Accepts(changed), $"gpgv refuses a change of byte {at} to {changed[at]}, which was accepted");
                Assert.Equal(original, ClearsignedText.Split(changed, "").Lines);
            }
        }
        Assert.True(refused > 2400, $"only {refused}");
    }

    private static bool Accepts(byte[] file)
    {
        try
        {
            InRelease.Verify(file, Debian.Value, "InRelease", DateTimeOffset.UtcNow);
            return true;
        }
        catch (RustImageException)
        {
            return false;
        }
    }
}
