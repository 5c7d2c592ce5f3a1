namespace RustImage.Debian.Archives;

/// <summary>One of a Depends field's parts: any of its alternatives will do (Debian policy 7.1).</summary>
public sealed record DependencyGroup(IReadOnlyList<DependencyAlternative> Alternatives)
{
    /// <inheritdoc cref="DependencyAlternative.Satisfies"/>
    public bool Satisfies(IndexedPackage package, string? architecture = null) => Alternatives.Any(a => a.Satisfies(package, architecture));

    public override string ToString() => string.Join(" | ", Alternatives);
}

/// <param name="ArchitectureQualifier">What follows the name's colon: <c>any</c>, or an architecture; null mostly.</param>
/// <param name="Relation">One of <c>&lt;&lt; &lt;= = &gt;= &gt;&gt;</c>; null, as the version is, where any version will do.</param>
/// <param name="Architectures">Of the brackets, a leading <c>!</c> excludes; empty where it holds everywhere, as in every binary package's field.</param>
public sealed record DependencyAlternative(
    string Name, string? ArchitectureQualifier, string? Relation, DebianVersion? Version, IReadOnlyList<string> Architectures)
{
    /// <summary>Whether a package, by its own name or by one that it provides, satisfies this.</summary>
    /// <param name="architecture">That of the package that depends, or the image's where that one is for <c>all</c>. Null: the same as the package's.</param>
    public bool Satisfies(IndexedPackage package, string? architecture = null) =>
        (architecture is null || AppliesTo(architecture)) && HasArchitecture(package, architecture)
        && ((package.Name == Name && Accepts(package.Version)) || package.Provides.Any(p => p.Name == Name && Accepts(p.Version)));

    /// <summary>Whether the brackets let it hold for an architecture.</summary>
    public bool AppliesTo(string architecture) =>
        Architectures.Count == 0
        || (Architectures[0].StartsWith('!') ? !Architectures.Contains($"!{architecture}") : Architectures.Contains(architecture));

    /// <param name="version">Null for a name that is provided without one: only a dependency on any version takes that (policy 7.5).</param>
    public bool Accepts(DebianVersion? version) => Relation is null || (version is not null && Relation switch
    {
        "<<" => version < Version!,
        "<=" => version <= Version!,
        "=" => version == Version!,
        ">=" => version >= Version!,
        _ => version > Version!,
    });

    public override string ToString() =>
        $"{Name}{(ArchitectureQualifier is null ? "" : $":{ArchitectureQualifier}")}{(Relation is null ? "" : $" ({Relation} {Version})")}";

    // As dpkg's archsatisfied() has it (lib/dpkg/depcon.c).
    private bool HasArchitecture(IndexedPackage package, string? architecture)
    {
        if (package.MultiArch == "foreign")
            return true;
        if (ArchitectureQualifier == "any")
            return package.MultiArch == "allowed";
        var wanted = ArchitectureQualifier ?? architecture;
        return wanted is null || wanted == (package.Architecture == "all" ? architecture : package.Architecture);
    }
}

/// <summary>A name that a package provides beside its own.</summary>
/// <param name="Version">Null where it is provided without one.</param>
public sealed record Provided(string Name, DebianVersion? Version);
