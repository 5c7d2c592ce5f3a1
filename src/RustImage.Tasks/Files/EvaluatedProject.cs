using System.Collections;
using System.Reflection;
using RustImage.Layers;

namespace RustImage.Tasks;

/// <summary>The project that a task runs in, as MSBuild has evaluated it.</summary>
/// <remarks>
/// MSBuild gives tasks no interface to it. But the engine of a task holds the request that it works on, and with it the public class
/// ProjectInstance. In a task host (Visual Studio's MSBuild.exe, MSBuild's -mt) that lies in another process.
/// </remarks>
internal sealed class EvaluatedProject : IProjectValues
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private readonly object _project;
    private readonly MethodInfo _expand;
    private readonly MethodInfo _isTrue;

    private EvaluatedProject(object project, MethodInfo expand, MethodInfo isTrue, IReadOnlyList<string> imports) =>
        (_project, _expand, _isTrue, Imports) = (project, expand, isTrue, imports);

    /// <summary>The full paths of all files that were imported.</summary>
    public IReadOnlyList<string> Imports { get; }

    /// <param name="engine">What MSBuild hands to a task.</param>
    /// <returns>Null where this process does not have it, or where this MSBuild keeps it elsewhere.</returns>
    public static EvaluatedProject? Find(object engine)
    {
        var project = Get(Get(Get(engine, "_requestEntry"), "RequestConfiguration"), "Project");
        var imports = (Get(project, "ImportPaths") as IEnumerable)?.OfType<string>().ToList();
        var expand = project?.GetType().GetMethod("ExpandString", Members, [typeof(string)]);
        var isTrue = project?.GetType().GetMethod("EvaluateCondition", Members, [typeof(string)]);
        return project is null || imports is null || expand is null || isTrue is null ? null : new(project, expand, isTrue, imports);
    }

    public string? Expand(string text) => text.AsSpan().ContainsAny('$', '@', '%') ? Call(_expand, text) as string : text;

    public bool? IsTrue(string condition) => Call(_isTrue, condition) as bool?;

    /// <returns>Null where MSBuild refuses the expression after the targets have changed a property.</returns>
    private object? Call(MethodInfo method, string text)
    {
        try
        {
            return method.Invoke(_project, [text]);
        }
        catch (TargetInvocationException)
        {
            return null;
        }
    }

    private static object? Get(object? owner, string name) =>
        owner?.GetType().GetField(name, Members)?.GetValue(owner) ?? owner?.GetType().GetProperty(name, Members)?.GetValue(owner);
}
