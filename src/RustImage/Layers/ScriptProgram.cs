namespace RustImage.Layers;

/// <summary>A program that a script of the project needs, and that is missing or only found with PATH.</summary>
/// <param name="Script">The path of the script in the image.</param>
/// <param name="Program">An absolute path, or the name that env(1) searches in PATH for.</param>
/// <param name="Directories">For a name: the directories of the image that have the program. Null for a path, which is missing.</param>
internal sealed record ScriptProgram(string Script, string Program, IReadOnlyList<string>? Directories = null)
{
    private const int Executable = 0b001_001_001;

    public static IReadOnlyList<ScriptProgram> FindAll(UserEntries entries, ImageTree tree)
    {
        var found = new List<ScriptProgram>();
        foreach (var file in entries.Files.Where(f => (f.Mode & Executable) != 0))
        {
            if (ScriptStart.Read(file.HostPath) is not { } start)
                continue;
            if (!tree.HasFile(start.Interpreter))
                found.Add(new ScriptProgram(file.Path, start.Interpreter));
            if (start.Program is { } program)
                found.Add(new ScriptProgram(file.Path, program, tree.DirectoriesWith(program)));
        }
        return found;
    }
}
