using RustImage.CargoSettings;

namespace RustImage.UnitTests.CargoSettings;

public sealed class MetadataTablesTests : SettingsCase
{
    [Fact]
    public void A_manifest_without_the_table_says_nothing() => Assert.Empty(Read("[package.metadata.docs.rs]\nall-features = true\n"));

    [Fact]
    public void Values_become_properties_and_items() => Assert.Equal(
        ["CargoFeatures=a;b", "CargoNoDefaultFeatures=true", "ContainerUser=1000", "RustImageCertificates=false", "ContainerPort=8080()",
            "ContainerPort=53/udp()", "ContainerHealthCheckRetries=3", "ContainerRepository=a/b;c"],
        Texts(ReadLines(
            "features = ['a', 'b']", "default-features = false", "user = 1000", "certificates = false", "ports = [8080, '53/udp']",
            "health-check = { retries = 3 }", "repository = ['a/b', 'c']")));

    [Fact]
    public void A_table_of_an_item_becomes_its_metadata() => Assert.Equal(
        ["RustImageFile=a/**(TargetPath=/etc/,Mode=0600,Owner=1:2,Optional=true)",
            "RustImageFile=b(TargetPath=/etc/,Mode=0600,Owner=1:2,Optional=true)", "RustImageLink=/bin/a(LinkTarget=b)",
            "ImagePackage=tzdata()", "ImagePackage=dash(Files=/usr/bin/sh;/usr/bin/dash)", "ContainerAnnotation=x(Value=1)",
            "ContainerAnnotation=y(Value=,Level=index)"],
        Texts(ReadLines(
            "files = [{ include = ['a/**', 'b'], target = '/etc/', mode = '0600', owner = '1:2', optional = true }]",
            "links = [{ path = '/bin/a', target = 'b' }]",
            "packages = ['tzdata', { name = 'dash', files = ['/usr/bin/sh', '/usr/bin/dash'] }]",
            "annotations = { x = '1', y = { value = '', level = 'index' } }")));

    [Fact]
    public void Texts_are_literal() => Assert.Equal(
        ["ContainerEnvironmentVariable=a.b(Value=$(X);%20@(Y))", "ContainerAppCommandArgs=;*$(x)()"],
        Texts(ReadLines("env = { 'a.b' = '$(X);%20@(Y)' }", "args = [';*$(x)']")));

    [Fact]
    public void The_package_wins_over_the_workspace_and_tables_are_joined() => Assert.Equal(
        ["CargoProfile=own", "ContainerPort=1()", "ContainerEnvironmentVariable=A(Value=own)", "ContainerEnvironmentVariable=B(Value=ws)",
            "ContainerHealthCheckTimeout=2s", "ContainerHealthCheckInterval=1s", "ContainerStopSignal=SIGINT"],
        Texts(Read(
            """
            [package.metadata.rustimage]
            profile = "own"
            ports = [1]
            env = { A = "own" }
            health-check.timeout = "2s"
            """,
            """
            [workspace.metadata.rustimage]
            profile = "ws"
            ports = [2, 3]
            env = { A = "ws", B = "ws" }
            health-check = { interval = "1s", timeout = "1s" }
            stop-signal = "SIGINT"
            """)));

    [Fact]
    public void Paths_start_at_the_manifest_that_holds_them()
    {
        const string Text = "lock-file = 'a.json'\nbase-image = 'oci:layout:1'\nlibrary-source = 'root'\nfiles = [{ include = 'x/**' }]\n";
        var ofWorkspace = Texts(Read("", "[workspace.metadata.rustimage]\n" + Text));
        Assert.Equal(
            ["RustImageLockFile=../a.json", "ContainerBaseImage=oci:../layout:1", "RustImageLibrarySource=../root",
                "RustImageFile=../x/**()"],
            ofWorkspace);
        var ofPackage = Texts(Read("[package.metadata.rustimage]\n" + Text));
        Assert.Equal(
            ["RustImageLockFile=a.json", "ContainerBaseImage=oci:layout:1", "RustImageLibrarySource=root", "RustImageFile=x/**()"],
            ofPackage);
        Assert.Equal(
            ["RustImageLockFile=app/a.json", "ContainerBaseImage=oci:app/layout:1", "RustImageLibrarySource=app/root",
                "RustImageFile=app/x/**()"],
            Texts(Read("[package.metadata.rustimage]\n" + Text, project: ".")));
    }

    [Fact]
    public void The_names_of_registries_and_library_sources_are_no_paths() => Assert.Equal(
        ["ContainerBaseImage=debian:12", "RustImageLibrarySource=Host", "ContainerMetadataFile=none"],
        Texts(Read("", "[workspace.metadata.rustimage]\nbase-image = 'debian:12'\nlibrary-source = 'host'\nmetadata-file = 'none'\n")));

    [Fact]
    public void What_the_project_says_is_left_out()
    {
        var all = ReadLines("profile = 'a'", "ports = [1]", "volumes = ['/v']", "env = { A = '1', B = '2' }");
        Assert.Equal(
            ["ContainerVolume=/v()", "ContainerEnvironmentVariable=B(Value=2)"],
            Texts(MetadataTables.WithoutGiven(all, ["CargoProfile", "ContainerPort", "ContainerEnvironmentVariable=A"])));
    }

    [Fact]
    public void Packages_that_cargo_builds_together_have_the_same_settings_of_cargo()
    {
        Read("[package.metadata.rustimage]\nprofile = 'a'\nports = [1]\n");
        var directory = Path.GetDirectoryName(Package)!;
        var shared = MetadataTables.ReadForCargo([Package, Package], Workspace, directory);
        Assert.Equal(["CargoProfile=a"], Texts(shared));
        var error = Assert.Throws<RustImageException>(() => MetadataTables.ReadForCargo([Package, Workspace], Workspace, directory));
        Assert.Equal(("RIMG1044", Package, 2), (error.Code, error.Diagnostic.File, error.Diagnostic.Line));
    }
}
