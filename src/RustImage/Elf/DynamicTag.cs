namespace RustImage.Elf;

/// <summary>The tags (DT_…) of the dynamic section that are read here. Those from 0x6fff0000 on are GNU's, the others the gABI's.</summary>
internal static class DynamicTag
{
    public const ulong Null = 0;
    public const ulong Needed = 1;
    public const ulong PltRelocationsSize = 2;
    public const ulong Hash = 4;
    public const ulong StringTable = 5;
    public const ulong SymbolTable = 6;
    public const ulong Rela = 7;
    public const ulong RelaSize = 8;
    public const ulong RelaEntrySize = 9;
    public const ulong StringTableSize = 10;
    public const ulong SymbolEntrySize = 11;
    public const ulong SoName = 14;
    public const ulong RPath = 15;
    public const ulong Rel = 17;
    public const ulong RelSize = 18;
    public const ulong RelEntrySize = 19;
    public const ulong PltRelocationsKind = 20;
    public const ulong PltRelocations = 23;
    public const ulong BindNow = 24;
    public const ulong RunPath = 29;
    public const ulong Flags = 30;
    public const ulong GnuHash = 0x6ffffef5;
    public const ulong VersionSymbols = 0x6ffffff0;
    public const ulong Flags1 = 0x6ffffffb;
    public const ulong VersionDefinitions = 0x6ffffffc;
    public const ulong VersionNeeds = 0x6ffffffe;
}
