using RustImage.FunctionalTests.Engines;
using RustImage.FunctionalTests.Harness;

namespace RustImage.FunctionalTests.Mutations;

/// <summary>Changes of project files.</summary>
internal static class Edits
{
    /// <summary>Replaces a text that the file must contain.</summary>
    public static void Replace(this TestProject project, string path, string text, string other)
    {
        var before = File.ReadAllText(project[path]);
        Assert.Contains(text, before, StringComparison.Ordinal);
        File.WriteAllText(project[path], before.Replace(text, other, StringComparison.Ordinal));
    }

    /// <summary>Writes another content of the same size and time, as with files from archives.</summary>
    public static void InPlace(this TestProject project, string path, Action<TestProject> edit)
    {
        var before = new FileInfo(project[path]);
        var (length, time) = (before.Length, before.LastWriteTimeUtc);
        edit(project);
        File.SetLastWriteTimeUtc(project[path], time);
        Assert.Equal(length, new FileInfo(project[path]).Length);
    }

    public static void InPlace(this TestProject project, string path, string text, string other) =>
        project.InPlace(path, p => p.Replace(path, text, other));

    public static void ChangeMode(this TestProject project, string path, string mode) =>
        Tool.Capture(Require.Tool("chmod", "coreutils"), mode, project[path]);

    /// <summary>Moves the times of all files in a directory, and of the directories.</summary>
    /// <param name="which">Selects files by path below the project.</param>
    public static void Age(this TestProject project, TimeSpan age, Func<string, bool> which)
    {
        foreach (var path in Directory.GetFileSystemEntries(project.Directory, "*", SearchOption.AllDirectories)
            .Where(p => which(Path.GetRelativePath(project.Directory, p))))
        {
            var time = File.GetLastWriteTimeUtc(path) - age;
            if (Directory.Exists(path))
                Directory.SetLastWriteTimeUtc(path, time);
            else
                File.SetLastWriteTimeUtc(path, time);
        }
    }

    /// <summary>Whether a file is a source: no state, no file of cargo or Git, and no build output.</summary>
    public static bool IsSource(string path) => path.Split(Path.DirectorySeparatorChar)[0] is not ("target" or ".git");

    public static bool IsState(string path) => path.StartsWith(TestProject.Obj, StringComparison.Ordinal);

    public static bool IsOutput(string path) => path.StartsWith(TestProject.Bin, StringComparison.Ordinal);
}
