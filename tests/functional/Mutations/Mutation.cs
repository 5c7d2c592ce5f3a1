using System.Security;
using RustImage.FunctionalTests.Harness;

namespace RustImage.FunctionalTests.Mutations;

/// <summary>One input of a build, changed, and what that must change of the image.</summary>
/// <param name="Name">Unique; a file name.</param>
internal sealed record Mutation(string Name, Change Change)
{
    /// <summary>What docs/ call the input: <c>ContainerUser</c>, <c>RustImageFile</c>, <c>RustImageFile.Mode</c>. Empty for inputs without such a name.</summary>
    public IReadOnlyList<string> Covers { get; init; } = [];

    /// <summary>What the project file has then, at its end.</summary>
    public string Project { get; init; } = "";

    /// <summary>What happens to the project's files; null for nothing.</summary>
    public Action<TestProject>? Files { get; init; }

    /// <summary>Variables of the build; null removes one.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>A change that was built before this one, and stays.</summary>
    public Mutation? Given { get; init; }

    /// <summary>Whether files of MSBuild's own are changed, which a process reads once.</summary>
    public bool ChangesProjectFiles { get; init; }

    /// <summary>Whether it can't be built by a process that has built the project before.</summary>
    public bool NeedsProcess => ChangesProjectFiles || Environment.Count > 0 || Given is { NeedsProcess: true };

    /// <summary>A property's value.</summary>
    public static Mutation Property(string name, string value, Change change) => new(name, change)
    {
        Covers = [name],
        Project = $"<PropertyGroup><{name}>{SecurityElement.Escape(value)}</{name}></PropertyGroup>",
    };

    /// <summary>An item, or metadata of one.</summary>
    /// <param name="name">As in <see cref="Covers"/>; what follows a space tells rows of the same input apart.</param>
    public static Mutation Item(string name, string items, Change change) => new(name, change)
    {
        Covers = [name.Split(' ')[0]],
        Project = $"<ItemGroup>{items}</ItemGroup>",
    };

    /// <summary>Something that happens to files.</summary>
    public static Mutation Of(string name, Change change, Action<TestProject> files) => new(name, change) { Files = files };

    /// <summary>A variable of the environment.</summary>
    public static Mutation Variable(string name, string? value, Change change) =>
        new($"variable {name}", change) { Environment = new Dictionary<string, string?> { [name] = value } };

    /// <summary>The name alone, for the test runner.</summary>
    public override string ToString() => Name;
}
