using System.Text.RegularExpressions;
using Microsoft.Build.Framework;
using RustImage.Tasks;
using RustImage.UnitTests;

namespace RustImage.TaskTests;

/// <summary>Rules for all task classes.</summary>
public sealed partial class TaskClassTests
{
    private static readonly Type[] Tasks =
        [.. typeof(RustImageTask).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(RustImageTask)) && !t.IsAbstract)];

    [Fact]
    public void Every_task_has_a_test_class()
    {
        Assert.NotEmpty(Tasks);
        var tested = typeof(TaskClassTests).Assembly.GetTypes()
            .Where(t => t.GetMethods().Any(m => m.GetCustomAttributes(typeof(FactAttribute), inherit: true).Length > 0))
            .Select(t => t.Name).ToHashSet();
        Assert.Empty(Tasks.Select(t => $"{t.Name}Tests").Except(tested));
    }

    [Fact]
    public void Every_task_is_declared_to_MSBuild_and_no_other_is()
    {
        var declared = UsingTask().Matches(Repository.Read("build/targets/RustImage.Tasks.targets")).Select(m => m.Groups[1].Value);
        Assert.Equal(Tasks.Select(t => t.FullName!).Order(StringComparer.Ordinal), declared.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_task_is_public_and_cancelable() =>
        Assert.All(Tasks, t => Assert.True(t.IsPublic && t.IsSealed && t.IsAssignableTo(typeof(ICancelableTask)), t.Name));

    [Fact]
    public void Targets_pass_exactly_the_parameters_that_a_task_has()
    {
        var wrong =
            from file in Repository.Files("build", "*.targets")
            from call in System.Xml.Linq.XDocument.Parse(Repository.Read(file)).Descendants()
            let task = Tasks.FirstOrDefault(t => t.FullName == call.Name.LocalName)
            where task is not null
            let given = call.Attributes().Select(a => a.Name.LocalName).Where(n => n != "Condition").ToHashSet()
            let outputs = call.Elements().Where(e => e.Name.LocalName == "Output").Select(o => o.Attribute("TaskParameter")!.Value)
            let names = task.GetProperties().Select(p => p.Name).ToHashSet()
            let required = task.GetProperties()
                .Where(p => p.GetCustomAttributes(typeof(RequiredAttribute), true).Length > 0).Select(p => p.Name)
            from problem in given.Concat(outputs).Except(names).Select(n => $"{task.Name} has no {n}")
                .Concat(required.Except(given).Select(n => $"{task.Name} misses {n}"))
            select $"{file}: {problem}";
        Assert.Empty(wrong);
    }

    [GeneratedRegex(@"<UsingTask\s+TaskName=""([\w.]+)""")]
    private static partial Regex UsingTask();
}
