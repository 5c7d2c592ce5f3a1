namespace RustImage.Elf;

/// <summary>The parts of an ELF file that the dynamic loader reads (System V gABI, chapters 4 and 5; LSB, "Symbol Versioning").</summary>
internal sealed record ElfFile
{
    public required bool Is64Bit { get; init; }

    public required bool IsLittleEndian { get; init; }

    /// <summary>The value of e_machine. <see cref="Platform.ElfMachine"/> lists the values.</summary>
    public required ushort Machine { get; init; }

    /// <summary>The value of e_type. 2: an executable at a fixed address. 3: a library or a position-independent executable.</summary>
    public required ushort Type { get; init; }

    /// <summary>The path of the dynamic loader (PT_INTERP). Null in most libraries and in static executables.</summary>
    public string? Interpreter { get; init; }

    /// <summary>Whether the file has a PT_DYNAMIC segment. A static executable at a fixed address has none.</summary>
    public bool IsDynamic { get; init; }

    public string? SoName { get; init; }

    /// <summary>The needed libraries (DT_NEEDED), in the file's order, in which the loader searches them.</summary>
    public IReadOnlyList<string> Needed { get; init; } = [];

    /// <summary>The text of DT_RPATH: directories with colons between them, tokens such as $ORIGIN not replaced.</summary>
    public string? RPath { get; init; }

    /// <summary>The text of DT_RUNPATH, in the same form. Where it is present, the loader ignores DT_RPATH.</summary>
    public string? RunPath { get; init; }

    /// <summary>Whether the default directories are not searched for the libraries that this file needs (DF_1_NODEFLIB).</summary>
    public bool NoDefaultLibraries { get; init; }

    /// <summary>Whether the loader resolves all symbols at start (DF_BIND_NOW, DF_1_NOW or DT_BIND_NOW).</summary>
    public bool BindNow { get; init; }

    /// <summary>The symbol versions that this file needs of other libraries (.gnu.version_r).</summary>
    public IReadOnlyList<VersionNeed> VersionNeeds { get; init; } = [];

    /// <summary>The symbol versions that this file defines, without its base version (.gnu.version_d).</summary>
    public IReadOnlyList<string> VersionDefinitions { get; init; } = [];

    /// <summary>
    /// Whether the file has a .gnu.version_d table. The loader lets a library without one satisfy any version, with a warning.
    /// </summary>
    public bool DefinesVersions { get; init; }

    public IReadOnlyList<UndefinedSymbol> UndefinedSymbols { get; init; } = [];

    public IReadOnlyList<DefinedSymbol> DefinedSymbols { get; init; } = [];

    /// <summary>The build ID (NT_GNU_BUILD_ID) in lower-case hexadecimal; null where the file has none.</summary>
    public string? BuildId { get; init; }

    /// <summary>The libraries that this file may open at run time (.note.dlopen).</summary>
    public IReadOnlyList<DlopenNote> DlopenNotes { get; init; } = [];
}

/// <summary>A symbol version that another library must define: an entry of .gnu.version_r.</summary>
/// <param name="Library">The SONAME of that library (vn_file).</param>
/// <param name="IsWeak">Whether the loader only warns where the version is missing, and starts the program (VER_FLG_WEAK).</param>
internal sealed record VersionNeed(string Library, string Version, bool IsWeak);

/// <summary>A dynamic symbol that another file must define.</summary>
/// <param name="Version">The wanted version; null for any.</param>
/// <param name="Library">The SONAME of the library with that version; null without a version.</param>
/// <param name="IsWeak">Whether the symbol may be missing (STB_WEAK).</param>
/// <param name="IsLazilyBound">Whether it is looked up at its first call: only the PLT refers to it, and BIND_NOW is not set.</param>
internal sealed record UndefinedSymbol(string Name, string? Version, string? Library, bool IsWeak, bool IsLazilyBound);

/// <summary>A dynamic symbol that this file defines.</summary>
/// <param name="Version">The version of the symbol; null for no version or the base version.</param>
/// <param name="IsHidden">Whether it is not the default version: <c>name@version</c> instead of <c>name@@version</c>.</param>
/// <param name="VersionIndex">The index in .gnu.version without the hidden bit. 0: local. 1: global or base. 2 and more: a version.</param>
internal sealed record DefinedSymbol(string Name, string? Version, bool IsHidden, ushort VersionIndex);

/// <summary>A library that a file may open at run time (uapi-group.org/specifications/specs/elf_dlopen_metadata).</summary>
/// <param name="SoNames">SONAMEs, any of which will do, the best first.</param>
internal sealed record DlopenNote(IReadOnlyList<string> SoNames, DlopenPriority Priority, string? Feature, string? Description);

internal enum DlopenPriority
{
    Required,
    Recommended,
    Suggested,
}
