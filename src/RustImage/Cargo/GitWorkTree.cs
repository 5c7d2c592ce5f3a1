using System.ComponentModel;

namespace RustImage.Cargo;

/// <summary>A directory that Git has checked out, a submodule and a further work tree among them (git-scm.com/docs/gitrepository-layout).</summary>
/// <param name="Root">Its top directory.</param>
/// <param name="Index">The file that lists what is tracked; missing until something is added.</param>
public sealed record GitWorkTree(string Root, string Index)
{
    private const string Pointer = "gitdir: ";

    /// <summary>Of the names of all files that are tracked: the largest repositories have some millions of files.</summary>
    private const int MostBytes = 1 << 29;

    /// <returns>The innermost one that holds the directory, or null.</returns>
    public static GitWorkTree? Find(string directory)
    {
        for (var root = directory; root is not null; root = Path.GetDirectoryName(root))
        {
            var git = Path.Combine(root, ".git");
            if (Directory.Exists(git))
                return new GitWorkTree(root, Path.Combine(git, "index"));
            if (File.Exists(git) && File.ReadLines(git).FirstOrDefault() is { } line && line.StartsWith(Pointer, StringComparison.Ordinal))
                return new GitWorkTree(root, Path.Combine(Path.GetFullPath(line[Pointer.Length..].Trim(), root), "index"));
        }
        return null;
    }

    /// <summary>Asks git for every path of the index, staged ones too, as they are compared on this system's disks.</summary>
    /// <returns>Relative to the root, with '/'; null where there is no git to ask.</returns>
    /// <exception cref="RustImageException">RIMG1023: git refuses, for example because the directory belongs to another user.</exception>
    public async Task<IReadOnlySet<string>?> TrackedAsync(CancellationToken cancellation)
    {
        try
        {
            var command = new Command("git", ["ls-files", "-z"], Root) { MostBytes = MostBytes };
            var answer = await ProcessRunner.CaptureAsync(command, cancellation).ConfigureAwait(false);
            if (answer.ExitCode != 0)
                throw Messages.TrackedFilesUnknown(Root, answer.StandardError).ToException();
            var ignoresCase = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS();
            return answer.StandardOutput.Split('\0').ToHashSet(ignoresCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        }
        catch (Win32Exception)
        {
            return null; // no git on this machine
        }
    }
}
