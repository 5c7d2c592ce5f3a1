using System.Text;
using RustImage.Cargo;

namespace RustImage.UnitTests.Cargo.Comparison;

/// <summary>Formats a workspace as one text, to compare our reader with cargo.</summary>
internal static class WorkspaceText
{
    /// <summary>Formats every fact that the library knows, in the order of cargo.</summary>
    /// <param name="isOld">
    /// Whether cargo is older than 1.71. It names no default members, keeps the found order of binaries, and keeps hyphens in library
    /// names.
    /// </param>
    public static string Text(CargoMetadata workspace, bool isOld = false)
    {
        var manifests = workspace.Packages.ToDictionary(p => p.Id, p => p.ManifestPath);
        var text = new StringBuilder();
        text.AppendLine($"root {workspace.WorkspaceRoot}");
        text.AppendLine($"target {workspace.TargetDirectory}");
        text.AppendLine($"members {string.Join(' ', workspace.WorkspaceMembers.Select(m => manifests[m]))}");
        if (!isOld)
            text.AppendLine($"default {string.Join(' ', workspace.WorkspaceDefaultMembers!.Select(m => manifests[m]))}");
        foreach (var package in workspace.Packages)
        {
            text.AppendLine($"{package.Name} {package.Version} {package.ManifestPath} run {package.DefaultRun}");
            text.AppendLine(
                $"  {string.Join('|', package.Authors)} {package.License} {package.Repository} {package.Homepage} {package.Documentation}");
            text.AppendLine($"  {package.Description}");
            var targets =
                package.Targets.Where(t => t.Kind.Any(k => k is "bin" or "proc-macro" || k.EndsWith("lib", StringComparison.Ordinal)));
            foreach (var target in isOld ? targets.OrderBy(t => t.Name, StringComparer.Ordinal) : targets)
            {
                var name = isOld && target.Kind is not ["bin"] ? target.Name.Replace('-', '_') : target.Name;
                text.AppendLine(
                    $"  {string.Join('+', target.Kind)} {name} {target.SrcPath} needs {string.Join(',', target.RequiredFeatures ?? [])}");
            }
        }
        return text.ToString();
    }
}
