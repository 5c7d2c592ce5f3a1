using System.Security;
using RustImage.FunctionalTests.Harness;

namespace RustImage.FunctionalTests.Mutations;

/// <summary>A change of one build input, and the expected change of the image.</summary>
/// <param name="Name">A unique name that is valid as a file name.</param>
internal sealed record Mutation(string Name, Change Change)
{
    /// <summary>
    /// The documented name of the input: <c>ContainerUser</c>, <c>RustImageFile</c>, <c>RustImageFile.Mode</c>. Empty if there is none.
    /// </summary>
    public IReadOnlyList<string> Covers { get; init; } = [];

    /// <summary>Text for the end of the project file.</summary>
    public string Project { get; init; } = "";

    /// <summary>Changes of the project's files, or null.</summary>
    public Action<TestProject>? Files { get; init; }

    /// <summary>Environment variables of the build. Null removes a variable.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>An earlier change that was built before this one and is kept.</summary>
    public Mutation? Given { get; init; }

    /// <summary>Whether the row changes MSBuild files, which a process reads only once.</summary>
    public bool ChangesProjectFiles { get; init; }

    /// <summary>Whether a process that has built the project before cannot build this row.</summary>
    public bool NeedsProcess => ChangesProjectFiles || Environment.Count > 0 || Given is { NeedsProcess: true };

    /// <summary>Sets a property.</summary>
    public static Mutation Property(string name, string value, Change change) => new(name, change)
    {
        Covers = [name],
        Project = $"<PropertyGroup><{name}>{SecurityElement.Escape(value)}</{name}></PropertyGroup>",
    };

    /// <summary>Adds an item or metadata.</summary>
    /// <param name="name">As in <see cref="Covers"/>. Text after a space distinguishes rows of the same input.</param>
    public static Mutation Item(string name, string items, Change change) => new(name, change)
    {
        Covers = [name.Split(' ')[0]],
        Project = $"<ItemGroup>{items}</ItemGroup>",
    };

    /// <summary>Changes files.</summary>
    public static Mutation Of(string name, Change change, Action<TestProject> files) => new(name, change) { Files = files };

    /// <summary>Sets an environment variable.</summary>
    public static Mutation Variable(string name, string? value, Change change) =>
        new($"variable {name}", change) { Environment = new Dictionary<string, string?> { [name] = value } };

    /// <summary>Only the name, for the test runner.</summary>
    public override string ToString() => Name;
}
