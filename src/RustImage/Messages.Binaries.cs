namespace RustImage;

/// <summary>1011 to 1019: several images of one project.</summary>
internal static partial class Messages
{
    public static Diagnostic ChooseBinary(IEnumerable<string> binaries) => new("RIMG1011",
        $"This project makes images of {List(binaries)}, but only one can be run: choose it, for example with "
        + $"-p:CargoBin={binaries.First()}.");

    public static Diagnostic NameTakenTwice(string name, string one, string other) => new("RIMG1012",
        $"The images of '{one}' and '{other}' would both be called '{name}': remove ContainerRepository, so that each gets its own name, "
        + $"or set it for each, as in <ContainerRepository Condition=\"'$(CargoBin)' == '{one}'\">.");

    /// <param name="property">ContainerArchiveOutputPath or RustImageLayoutPath.</param>
    public static Diagnostic PathTakenByTwoImages(string property, string path, string one, string other) => new("RIMG1013",
        $"The images of '{one}' and '{other}' would both be written to '{path}': put $(CargoBin) into {property}, or leave it out.");

    public static Diagnostic CargoSettingOfOneBinary(string property, string binary, string value, string common) => new("RIMG1014",
        $"{property} is '{value}' for the binary '{binary}' and '{common}' for the project, but one run of cargo builds all binaries in "
        + $"CargoBins: set it without a condition on CargoBin, or give '{binary}' its own project file.");
}
