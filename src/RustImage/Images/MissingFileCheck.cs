using RustImage.Closure;
using RustImage.Closure.Packages;
using RustImage.Layers;

namespace RustImage.Images;

/// <summary>Tells what the project's links and scripts lack in a container.</summary>
/// <param name="volumes">The image's volumes, with those of its base.</param>
/// <param name="path">The value of PATH in the image.</param>
internal sealed class MissingFileCheck(IEnumerable<string> volumes, string path)
{
    /// <summary>What an engine brings (runtime-spec, config-linux.md, "Default Filesystems"; and the files for the network).</summary>
    private static readonly string[] FromEngine =
        ["/proc", "/dev", "/run", "/sys", "/etc/hosts", "/etc/hostname", "/etc/resolv.conf"];

    private readonly IReadOnlyList<string> _mounts = [.. FromEngine, .. volumes.Select(ImagePath.Canonical)];

    private readonly HashSet<string> _path = path.Split(':').Select(ImagePath.Canonical).ToHashSet(StringComparer.Ordinal);

    /// <summary>Collects errors, warnings and messages: RIMG4011 to 4013, RIMG7073 and 7074.</summary>
    public DiagnosticBag Run(ImageLayers layers)
    {
        var diagnostics = new DiagnosticBag();
        foreach (var target in layers.MissingTargets ?? [])
        {
            if (target.Place is null || !IsMounted(target.Place))
                Report(target, diagnostics);
        }
        foreach (var program in layers.ScriptPrograms ?? [])
        {
            if (program.Directories is not { } directories)
            {
                if (!IsMounted(ImagePath.Canonical(program.Program)))
                    diagnostics.Warning(Messages.ScriptInterpreterMissing(program.Script, program.Program));
            }
            else if (!directories.Any(d => _path.Contains(ImagePath.Canonical(d))))
            {
                diagnostics.Warning(Messages.ScriptProgramMissing(program.Script, program.Program, path, directories));
            }
        }
        return diagnostics;
    }

    private static void Report(MissingTarget target, DiagnosticBag diagnostics)
    {
        switch (target.Choice)
        {
            case null:
                diagnostics.Warning(Messages.LinkTargetMissing(target.Link, target.Target, target.Place));
                break;
            case ChoiceKind.Path:
                diagnostics.Error(Messages.PackageTargetMissing(target.Package!, target.Link, target.Target, target.Place));
                break;
            case ChoiceKind.Pattern:
                diagnostics.Warning(Messages.MatchedTargetMissing(target.Package!, target.Link, target.Target, target.Place));
                break;
            default:
                diagnostics.Message(Messages.MatchedTargetMissing(target.Package!, target.Link, target.Target, target.Place));
                break;
        }
    }

    private bool IsMounted(string place) =>
        _mounts.Any(m => place == m || place.StartsWith(m.TrimEnd('/') + "/", StringComparison.Ordinal));
}
