namespace RustImage.Elf;

/// <summary>What the dynamic loader reads of one ELF file. Sources: the System V gABI, chapters 4 and 5, and the LSB's "Symbol Versioning".</summary>
public sealed record ElfFile
{
    public required bool Is64Bit { get; init; }

    public required bool IsLittleEndian { get; init; }

    /// <summary>e_machine; <see cref="Platform.ElfMachine"/> has the values.</summary>
    public required ushort Machine { get; init; }

    /// <summary>e_type: 2 an executable at a fixed address, 3 a shared object or a position-independent executable.</summary>
    public required ushort Type { get; init; }

    /// <summary>PT_INTERP: the path of the dynamic loader; null in libraries and static executables.</summary>
    public string? Interpreter { get; init; }

    /// <summary>Whether there is a PT_DYNAMIC segment; a static executable that is not position-independent has none.</summary>
    public bool IsDynamic { get; init; }

    public string? SoName { get; init; }

    /// <summary>DT_NEEDED, in the file's order, which is the loader's search order.</summary>
    public IReadOnlyList<string> Needed { get; init; } = [];

    /// <summary>DT_RPATH, colon-separated, not expanded.</summary>
    public string? RPath { get; init; }

    /// <summary>DT_RUNPATH, colon-separated, not expanded. Where it is present, the loader ignores DT_RPATH.</summary>
    public string? RunPath { get; init; }

    /// <summary>DF_1_NODEFLIB: the default directories are not searched for this file's needs.</summary>
    public bool NoDefaultLibraries { get; init; }

    /// <summary>DF_BIND_NOW, DF_1_NOW or DT_BIND_NOW: every symbol is resolved at start.</summary>
    public bool BindNow { get; init; }

    /// <summary>.gnu.version_r: the versions that this file needs of each library.</summary>
    public IReadOnlyList<VersionNeed> VersionNeeds { get; init; } = [];

    /// <summary>.gnu.version_d: the versions that this file defines, its base version left out.</summary>
    public IReadOnlyList<string> VersionDefinitions { get; init; } = [];

    /// <summary>Whether there is a .gnu.version_d section at all: a library without satisfies any version (with a warning of the loader's).</summary>
    public bool DefinesVersions { get; init; }

    public IReadOnlyList<UndefinedSymbol> UndefinedSymbols { get; init; } = [];

    public IReadOnlyList<DefinedSymbol> DefinedSymbols { get; init; } = [];

    /// <summary>NT_GNU_BUILD_ID in lower-case hexadecimal, or null.</summary>
    public string? BuildId { get; init; }

    /// <summary>.note.dlopen: the libraries that this file opens at run time.</summary>
    public IReadOnlyList<DlopenNote> DlopenNotes { get; init; } = [];
}

/// <summary>One entry of .gnu.version_r.</summary>
/// <param name="Library">vn_file: the SONAME of the library that must define the version.</param>
/// <param name="IsWeak">VER_FLG_WEAK: the loader warns, where it would otherwise refuse to start.</param>
public sealed record VersionNeed(string Library, string Version, bool IsWeak);

/// <summary>A dynamic symbol that another file must define.</summary>
/// <param name="Version">The version wanted, or null.</param>
/// <param name="Library">The SONAME that the version belongs to, or null where there is no version.</param>
/// <param name="IsWeak">STB_WEAK: absent is fine.</param>
/// <param name="IsLazilyBound">Only the PLT refers to it and the file does not ask for BIND_NOW: it is looked up at the first call.</param>
public sealed record UndefinedSymbol(string Name, string? Version, string? Library, bool IsWeak, bool IsLazilyBound);

/// <summary>A dynamic symbol that this file defines.</summary>
/// <param name="Version">Its version, or null where it has none or the base version.</param>
/// <param name="IsHidden">Not the default version (<c>name@version</c> instead of <c>name@@version</c>).</param>
/// <param name="VersionIndex">The index of .gnu.version without its hidden bit; 0 local, 1 global or base, from 2 on a version.</param>
public sealed record DefinedSymbol(string Name, string? Version, bool IsHidden, ushort VersionIndex);

/// <summary>One entry of a .note.dlopen note (uapi-group.org/specifications/specs/elf_dlopen_metadata).</summary>
/// <param name="SoNames">Alternatives, the best first.</param>
public sealed record DlopenNote(IReadOnlyList<string> SoNames, DlopenPriority Priority, string? Feature, string? Description);

public enum DlopenPriority
{
    Required,
    Recommended,
    Suggested,
}
