namespace RustImage.Debian.Archives;

/// <summary>One part of a Depends field. It is satisfied where one of its alternatives is (Debian policy 7.1).</summary>
internal sealed record DependencyGroup(IReadOnlyList<DependencyAlternative> Alternatives)
{
    /// <inheritdoc cref="DependencyAlternative.Satisfies"/>
    public bool Satisfies(IndexedPackage package, string? architecture = null) => Alternatives.Any(a => a.Satisfies(package, architecture));

    public override string ToString() => string.Join(" | ", Alternatives);
}

/// <summary>A package name with conditions: <c>libc6:any (&gt;= 2.36) [amd64]</c>.</summary>
/// <param name="ArchitectureQualifier">What follows the colon behind the name: <c>any</c>, or an architecture; mostly null.</param>
/// <param name="Relation">One of <c>&lt;&lt; &lt;= = &gt;= &gt;&gt;</c>. Null, like the version, where any version satisfies it.</param>
/// <param name="Architectures">
/// The architectures in brackets; a leading <c>!</c> excludes one. Empty where it applies to all, as in the fields of binary packages.
/// </param>
internal sealed record DependencyAlternative(
    string Name, string? ArchitectureQualifier, string? Relation, DebianVersion? Version, IReadOnlyList<string> Architectures)
{
    /// <summary>Whether a package satisfies this, by its own name or by a name that it provides.</summary>
    /// <param name="architecture">
    /// The architecture of the depending package, or of the image where the depending package is for <c>all</c>. Null: the same as the
    /// package's.
    /// </param>
    public bool Satisfies(IndexedPackage package, string? architecture = null) =>
        (architecture is null || AppliesTo(architecture)) && HasArchitecture(package, architecture)
        && ((package.Name == Name && Accepts(package.Version)) || package.Provides.Any(p => p.Name == Name && Accepts(p.Version)));

    /// <summary>Whether this applies to an architecture, according to its brackets.</summary>
    public bool AppliesTo(string architecture) =>
        Architectures.Count == 0
        || (Architectures[0].StartsWith('!') ? !Architectures.Contains($"!{architecture}") : Architectures.Contains(architecture));

    /// <param name="version">
    /// Null for a name that is provided without a version, which satisfies only a dependency on any version (policy 7.5).
    /// </param>
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

    // The rules of dpkg's archsatisfied() (lib/dpkg/depcon.c).
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

/// <summary>A name that a package provides in addition to its own.</summary>
/// <param name="Version">Null where the name is provided without a version.</param>
internal sealed record ProvidedName(string Name, DebianVersion? Version);
