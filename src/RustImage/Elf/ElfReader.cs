namespace RustImage.Elf;

/// <summary>
/// Reads the parts of an ELF file that the dynamic loader reads, for both classes and byte orders. Like the loader, it uses the program
/// headers and the dynamic section, so it also works without section headers. Only notes are looked for in both.
/// </summary>
/// <remarks>
/// Time and memory are linear in the size of the tables, also for hostile files. Code and debug sections are not read.
/// </remarks>
internal static class ElfReader
{
    /// <summary>Whether a file starts with the ELF magic. Nothing else is checked.</summary>
    /// <exception cref="RustImageException">RIMG2004: the file can't be read.</exception>
    public static bool IsElf(string path)
    {
        if (FileBytes.IsEmpty(path))
            return false;
        using var file = new FileBytes(path);
        return BinaryFormat.IsElf(Start(file));
    }

    /// <exception cref="RustImageException">
    /// RIMG2001: the file is not an ELF file. RIMG2002: it is cut off or damaged. RIMG2004: it can't be read.
    /// </exception>
    public static ElfFile Read(string path)
    {
        if (FileBytes.IsEmpty(path))
            throw Messages.NotElf(path, BinaryFormat.Describe([])).ToException();
        using var file = new FileBytes(path);
        return Read(file, path);
    }

    /// <param name="name">The name of the file for messages.</param>
    /// <inheritdoc cref="Read(string)"/>
    public static ElfFile Read(ReadOnlyMemory<byte> bytes, string name) => Read(new MemoryBytes(bytes), name);

    internal static ElfFile Read(IByteSource source, string name)
    {
        var start = Start(source);
        if (!BinaryFormat.IsElf(start))
            throw Messages.NotElf(name, BinaryFormat.Describe(start)).ToException();
        var order = ElfHeader.ReadIdentification(source, name);
        var reader = new BoundedReader(source, name, order);
        var header = ElfHeader.Read(reader);
        var segments = new Segments(reader, header);
        var dynamic = new DynamicSection(reader, segments);
        var versions = new VersionTables(reader, dynamic);
        var symbols = new SymbolTable(reader, dynamic, versions, header.Machine);
        var notes = new ElfNotes(reader, header, segments);
        return new ElfFile
        {
            Is64Bit = order.Is64Bit,
            IsLittleEndian = order.IsLittleEndian,
            Machine = header.Machine,
            Type = header.Type,
            Interpreter = segments.Interpreter,
            IsDynamic = segments.Dynamic is not null,
            SoName = dynamic.String(DynamicTag.SoName, "its SONAME"),
            Needed = dynamic.Needed,
            RPath = dynamic.String(DynamicTag.RPath, "its RPATH"),
            RunPath = dynamic.String(DynamicTag.RunPath, "its RUNPATH"),
            NoDefaultLibraries = dynamic.NoDefaultLibraries,
            BindNow = dynamic.BindNow,
            VersionNeeds = versions.Needs,
            VersionDefinitions = versions.Definitions,
            DefinesVersions = versions.DefinesVersions,
            UndefinedSymbols = symbols.Undefined,
            DefinedSymbols = symbols.Defined,
            BuildId = notes.BuildId,
            DlopenNotes = notes.Dlopen,
        };
    }

    private static byte[] Start(IByteSource source)
    {
        var start = new byte[BinaryFormat.PrefixLength];
        return start[..source.Read(0, start)];
    }
}
