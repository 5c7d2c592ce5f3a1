using System.Text;
using RustImage.FunctionalTests.Harness;
using RustImage.FunctionalTests.Images;
using RustImage.FunctionalTests.Packages;

namespace RustImage.FunctionalTests.Tests;

public sealed class DebianUpdateTests(LockedHello hello)
{
    [Fact]
    public void A_check_reports_a_security_update_a_build_ignores_it_and_an_update_takes_it()
    {
        using var archive = new LocalArchive(hello.Project);
        using var project = archive.Serve(TestProject.Hello());
        project.Build().SucceededWithoutWarning();
        var (digest, @lock, libc) =
            (Digest(project), File.ReadAllText(project[ProjectLock.FileName]), ProjectLock.Of(project).Find("libc6"));
        Assert.Contains("newest", project.Build("-t:CheckImageLock").SucceededWithoutWarning().Output, StringComparison.Ordinal);

        var fix = archive.PublishFix(libc);

        var warning = Assert.Single(project.Build("-t:CheckImageLock").Succeeded().Warnings);
        Assert.Equal(("RIMG7058", project[ProjectLock.FileName]), (warning.Code, warning.File));
        Assert.Contains($"'libc6 (amd64)' is locked at {libc.Version}, and {fix} ", warning.Text, StringComparison.Ordinal);
        Assert.Equal("RIMG7058", project.Build("-t:CheckImageLock", "-warnaserror").FailedWithOneError().Code);

        project.Build("-t:Rebuild").SucceededWithoutWarning();
        Assert.Equal((digest, @lock), (Digest(project), File.ReadAllText(project[ProjectLock.FileName])));

        var update = project.Build("-t:UpdateImageLock").SucceededWithoutWarning();
        Assert.Contains($"libc6 (amd64) {libc.Version} → {fix}, ", update.Output, StringComparison.Ordinal);
        Assert.Equal(fix, ProjectLock.Of(project).Find("libc6").Version);

        project.Build().SucceededWithoutWarning();
        var record = ImageArchive.Read(project.Archive()).Find("/var/lib/dpkg/status.d/libc6").Bytes;
        Assert.Contains($"\nVersion: {fix}\n", Encoding.UTF8.GetString(record), StringComparison.Ordinal);
        Assert.NotEqual(digest, Digest(project));
        project.Build("-t:CheckImageLock").SucceededWithoutWarning();
    }

    private static string Digest(TestProject project) => ImageArchive.Read(project.Archive()).Digest;
}
