using RustImage.Tasks;
using RustImage.UnitTests.Closure;
using RustImage.UnitTests.Debian;

namespace RustImage.TaskTests.Closure;

public sealed class ResolveImageClosureTests : PipelineCase
{
    private readonly CompiledRoot _root = new();

    [Fact]
    public void Libraries_of_a_directory_are_found_with_their_reasons()
    {
        Succeed(Create(_root.Path));
        var closure = Read("closure", StepJson.Readable.ImageClosure);
        Assert.Contains($"{CompiledRoot.LibraryDirectory}/libc.so.6", closure.Files.Select(f => f.Path));
        Assert.All(closure.Files, f => Assert.StartsWith(_root.Path, f.HostPath, StringComparison.Ordinal));
        Assert.False(File.Exists(this["rustimage.lock.json"]));
    }

    [Fact]
    public void An_added_ELF_file_brings_its_libraries_too()
    {
        _root.Library($"{CompiledRoot.LibraryDirectory}/libextra.so.1", "int extra(void) { return 1; }");
        var tool = _root.Program(
            "tool", "int extra(void); int main(void) { return extra(); }", _root[$"{CompiledRoot.LibraryDirectory}/libextra.so.1"]);
        Succeed(Create(_root.Path, MakeItem(tool, ("TargetPath", "/app/tool"))));
        Assert.Contains(
            $"{CompiledRoot.LibraryDirectory}/libextra.so.1", Read("closure", StepJson.Readable.ImageClosure).Files.Select(f => f.Path));
    }

    [Fact]
    public void A_missing_library_is_an_error()
    {
        var outside = _root.LibraryOutside("libmissing.so.1", "int missing(void) { return 1; }");
        var program = _root.Program("needs", "int missing(void); int main(void) { return missing(); }", outside);
        var task = Create(_root.Path);
        task.Application = program;
        var error = Fail(task);
        Assert.Equal("RIMG3001", error.Code);
        Assert.Contains("libmissing.so.1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_that_is_missing_is_an_error() => Assert.Equal("RIMG0004", Fail(Create(this["none"])).Code);

    [Fact]
    public void Without_Debian_there_is_no_lock_to_update()
    {
        var task = Create(_root.Path);
        task.Update = true;
        Assert.Equal("RIMG7069", Fail(task).Code);
    }

    [Fact]
    public void A_second_run_finds_the_step_up_to_date() => AssertUpToDateTheSecondTime(() => Create(_root.Path));

    [Fact]
    public void Debian_packages_are_locked_and_the_log_asks_to_commit_the_lock()
    {
        using var debian = new DebianFixture();
        Succeed(CreateOn(debian));
        Assert.Matches("[1-9] packages of Debian trixie. Commit this file.", Engine.ImportantText);
        Assert.Contains("libc6", File.ReadAllText(this["rustimage.lock.json"]), StringComparison.Ordinal);
        Engine.Clear();
        Succeed(CreateOn(debian));
        Assert.Equal("ResolveImageClosure is up to date.", Engine.AllText);
        var update = CreateOn(debian);
        update.Update = true;
        Engine.Clear();
        Succeed(update);
        Assert.Contains($"{this["rustimage.lock.json"]} is up to date.", Engine.ImportantText, StringComparison.Ordinal);
    }

    private ResolveImageClosure CreateOn(DebianFixture debian)
    {
        var task = Create("Debian");
        task.Application = DemoPackages.Program();
        task.Suite = "trixie";
        (task.Mirror, task.SecurityMirror, task.SnapshotMirror) =
            (debian.Settings.Mirror!, debian.Settings.SecurityMirror!, debian.Settings.SnapshotMirror!);
        task.Keyring = debian.Settings.Keyring;
        return task;
    }

    private ResolveImageClosure Create(string librarySource, params Microsoft.Build.Framework.ITaskItem[] files)
    {
        var program = File.Exists(this["target/hello"])
            ? this["target/hello"]
            : RustImage.Testing.CCompiler.Compile(this["target"], "hello", "int main(void) { return 0; }");
        Succeed(ReadFiles(files));
        Engine.Clear();
        return new()
        {
            Application = program,
            ApplicationPath = "/app/hello",
            LibrarySource = librarySource,
            RuntimeIdentifier = CompiledRoot.Host.RuntimeIdentifier,
            FilesState = State("files"),
            UserEntriesFile = this["obj/files.entries.json"],
            Certificates = "auto",
            CertificateBundle = this["obj/ca-certificates.crt"],
            BinaryState = KeepBinary(program),
            LockFile = this["rustimage.lock.json"],
            Components = "main",
            Keyring = this["keyring.gpg"],
            CacheDirectory = this["cache"],
            ClosureState = State("closure"),
        };
    }

    protected override void Dispose(bool disposing)
    {
        _root.Dispose();
        base.Dispose(disposing);
    }
}
