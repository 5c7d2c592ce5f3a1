using System.ComponentModel;

namespace RustImage.Cargo;

/// <summary>
/// A Git work tree: a clone, a submodule, or a tree of <c>git worktree add</c> (git-scm.com/docs/gitrepository-layout).
/// </summary>
/// <param name="Root">The path of its top directory.</param>
/// <param name="Index">The path of Git's index, which lists the tracked files. The file is missing until the first 'git add'.</param>
internal sealed record GitWorkTree(string Root, string Index)
{
    private const string Pointer = "gitdir: ";

    /// <summary>The longest list of tracked files that is read, in bytes. The largest repositories have a few million files.</summary>
    private const int MostBytes = 1 << 29;

    /// <returns>The innermost work tree that contains the directory; null where there is none.</returns>
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

    /// <summary>Asks git for all tracked paths, including those that are only staged.</summary>
    /// <returns>
    /// Paths relative to the root, with '/'. The set ignores case where this system's disks do. Null where git is not installed.
    /// </returns>
    /// <exception cref="RustImageException">RIMG1023: git failed, for example because another user owns the directory.</exception>
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
            return null; // git is not installed
        }
    }
}
