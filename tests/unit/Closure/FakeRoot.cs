using RustImage.Closure;
using RustImage.Closure.Sources;
using RustImage.Elf;

namespace RustImage.UnitTests.Closure;

/// <summary>A root of invented facts for files that no installed compiler makes: other architectures, other loaders, rare flags.</summary>
internal sealed class FakeRoot : ILibrarySource
{
    public const string Interpreter = "/usr/lib64/ld-linux-x86-64.so.2";

    private readonly Dictionary<string, ElfFile> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Package> _owners = new(StringComparer.Ordinal);

    public FakeRoot(string interpreter = Interpreter) => Add(interpreter, Library(Path.GetFileName(interpreter)));

    public static Platform Amd64 { get; } = Platform.FromRuntimeIdentifier("linux-x64")!;

    public string Description => "the test's root";

    /// <summary>Facts of a program at /app/hello.</summary>
    public static ElfFile Program(params string[] needed) => Library(null, needed) with { Interpreter = "/lib64/ld-linux-x86-64.so.2" };

    public static ElfFile Library(string? soName, params string[] needed) => new()
    {
        Is64Bit = true,
        IsLittleEndian = true,
        Machine = 62,
        Type = 3,
        IsDynamic = true,
        SoName = soName,
        Needed = needed,
    };

    public static UndefinedSymbol Wants(
        string name, string? version = null, string? library = null, bool weak = false, bool lazy = false) =>
        new(name, version, library, weak, lazy);

    public static DefinedSymbol Has(string name, string? version = null, bool hidden = false, ushort index = 1) =>
        new(name, version, hidden, index);

    public FakeRoot Add(string path, ElfFile file, Package? owner = null)
    {
        _files[path] = file;
        if (owner is not null)
            _owners[path] = owner;
        return this;
    }

    public ImageClosure Resolve(ElfFile program, params (string Path, ElfFile File)[] more)
    {
        (string Path, ElfFile File)[] startFiles = [("/app/hello", program), .. more];
        return ClosureResolver.Resolve(
            TestClosureRequest.For([.. startFiles.Select(f => new StartFile(f.Path, f.Path))], Amd64), this,
            path => startFiles.FirstOrDefault(f => f.Path == path).File ?? _files[path]);
    }

    public IReadOnlyList<Diagnostic> ResolveErrors(ElfFile program, params (string Path, ElfFile File)[] more) =>
        Assert.Throws<RustImageException>(() => Resolve(program, more)).Diagnostics;

    public FoundFile? Find(string path)
    {
        var canonical = ImagePath.Canonical(path);
        return _files.ContainsKey(canonical) ? new FoundFile(canonical, canonical) : null;
    }

    public IReadOnlyList<string> List(string directory) => [];

    public Package? OwnerOf(string path) => _owners.GetValueOrDefault(path);
}
