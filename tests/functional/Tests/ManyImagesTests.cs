using System.Text.Json.Nodes;
using RustImage.FunctionalTests.Apps;
using RustImage.FunctionalTests.Engines;
using RustImage.FunctionalTests.Harness;
using RustImage.FunctionalTests.Images;
using RustImage.FunctionalTests.Packages;
using RustImage.FunctionalTests.Samples;

namespace RustImage.FunctionalTests.Tests;

/// <remarks>
/// Not beside the preparation of applications, which installs packages: a library of this machine that changes between two builds is a
/// reason to look again.
/// </remarks>
[Collection(RealApplication.Collection)]
public sealed class ManyImagesTests(TestPodman podman, LockedHello hello)
{
    [Fact]
    public void One_cargo_build_makes_an_image_of_each_binary_and_a_change_of_one_keeps_the_others()
    {
        using var shop = new ShopSample();
        var project = shop.Project;
        project.Build().SucceededWithoutWarning();
        Assert.Equal(2, project.Archives().Count);
        var (api, worker) = (ImageArchive.Read(shop.Archive("api")), ImageArchive.Read(shop.Archive("worker")));
        Assert.Equal(["api:0.1.0"], api.Names);
        Assert.Equal("""["/app/worker"]""", worker.RunConfig["Entrypoint"]!.ToJsonString());
        Assert.Equal("""{"8080/tcp":{}}""", api.RunConfig["ExposedPorts"]!.ToJsonString());
        Assert.Null(worker.RunConfig["ExposedPorts"]);
        Assert.Single(shop.Calls(), "build");

        var before = Snapshot.Of(project[TestProject.Bin], _ => true);
        project.Build().SucceededWithoutWarning().AssertUpToDate("ResolveImageClosure", "BuildImageLayers", "WriteImageArchive");
        Assert.Equal(before, Snapshot.Of(project[TestProject.Bin], _ => true));
        // One call of cargo for both, because Cargo.toml and cargo's configuration are read without cargo.
        Assert.Equal(["build"], shop.Calls());

        project.Write("worker/src/main.rs", """fn main() { println!("{} has changed", shared::greeting("worker")); }""");
        project.Build("-p:CargoBin=worker").SucceededWithoutWarning();
        Assert.Equal(api.Digest, ImageArchive.Read(shop.Archive("api")).Digest);
        var changed = ImageArchive.Read(shop.Archive("worker")).Digest;
        Assert.NotEqual(worker.Digest, changed);
        // An image is the same when built alone.
        project.Build().SucceededWithoutWarning();
        Assert.Equal((api.Digest, changed),
            (ImageArchive.Read(shop.Archive("api")).Digest, ImageArchive.Read(shop.Archive("worker")).Digest));

        shop.WriteProject("<CargoBins>api</CargoBins>");
        project.Build().SucceededWithoutWarning();
        Assert.Equal([shop.Archive("api")], project.Archives());
        project.Dotnet("clean").SucceededWithoutWarning();
        Assert.Equal([project[$"{TestProject.Target}/cargo"]], Directory.GetDirectories(project[TestProject.Target]));
    }

    [Fact]
    public void Two_images_with_one_name_are_an_error_before_cargo_builds()
    {
        using var shop = new ShopSample();
        Assert.Equal("RIMG1012", Error("<CargoBins>api;worker</CargoBins><ContainerRepository>team/shop</ContainerRepository>"));
        Assert.Equal("RIMG1013",
            Error("<CargoBins>api;worker</CargoBins><ContainerArchiveOutputPath>shop.tar</ContainerArchiveOutputPath>"));
        Assert.Equal("RIMG1013", Error("<CargoBins>api;worker</CargoBins><RustImageLayoutPath>layout</RustImageLayoutPath>"));
        Assert.Equal("RIMG1014",
            Error("<CargoBins>api;worker</CargoBins><CargoProfile Condition=\"'$(CargoBin)' == 'api'\">dev</CargoProfile>"));
        Assert.Equal("RIMG1006", Error("<CargoBins>api;other</CargoBins>"));
        Assert.DoesNotContain("build", shop.Calls());
        // Two tags of one repository are different names.
        shop.WriteProject("<CargoBins>api;worker</CargoBins><ContainerRepository>team/shop</ContainerRepository>" +
            "<ContainerImageTags>$(CargoBin)</ContainerImageTags>");
        shop.Project.Build().SucceededWithoutWarning();
        Assert.Equal(["team/shop:worker"], ImageArchive.Read(shop.Archive("worker")).Names);

        string Error(string properties)
        {
            shop.WriteProject(properties);
            return shop.Project.Build().FailedWithOneError().Code;
        }
    }

    [Fact]
    public void Layouts_under_names_of_the_project_survive_a_new_name_and_the_last_ones_are_removed_by_clean()
    {
        using var shop = new ShopSample();
        foreach (var name in new[] { "one", "two" })
        {
            shop.WriteProject($"<CargoBins>api;worker</CargoBins><RustImageLayoutPath>bin/{name}/$(CargoBin)</RustImageLayoutPath>");
            shop.Project.Build().SucceededWithoutWarning();
        }
        foreach (var layout in new[] { "one/api", "one/worker", "two/api", "two/worker" })
            Assert.True(File.Exists(shop.Project[$"bin/{layout}/index.json"]), layout);

        shop.Project.Dotnet("clean").SucceededWithoutWarning();

        Assert.True(File.Exists(shop.Project["bin/one/api/index.json"]));
        Assert.False(Directory.Exists(shop.Project["bin/two/api"]) || Directory.Exists(shop.Project["bin/two/worker"]));
    }

    [Fact]
    public void Both_images_are_loaded_and_run_and_dotnet_run_starts_one()
    {
        using var shop = new ShopSample();
        var engine = LocalEngine.Of(podman);
        var prefix = $"test-{Guid.NewGuid():n}";
        shop.WriteProject($"<CargoBins>api;worker</CargoBins><ContainerRepository>{prefix}-$(CargoBin)</ContainerRepository>");
        foreach (var (name, value) in engine.Environment)
            shop.Project.Environment[name] = value;
        shop.Project.Environment["LocalRegistry"] = engine.Name;
        shop.Project.Environment["RustImageRunArguments"] = engine.RunOptions;

        shop.Project.Build("-t:LoadImage").SucceededWithoutWarning();
        foreach (var binary in new[] { "api", "worker" })
            Assert.Equal($"The {binary} of the shop",
                engine.Ask(["run", "--rm", .. engine.RunOptions.Split(' '), $"{prefix}-{binary}:0.1.0"]));

        var one = shop.Project.Dotnet("run", "-p:CargoBin=worker");
        Assert.Contains("The worker of the shop", one.Succeeded().Output, StringComparison.Ordinal);
        var both = shop.Project.Dotnet("run");
        Assert.NotEqual(0, both.ExitCode);
        Assert.Contains("RIMG1011", both.Output, StringComparison.Ordinal);
        Assert.Contains("'api', 'worker'", both.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void One_command_pushes_all_images_and_deployment_files_refer_to_each_by_name()
    {
        using var registry = new DockerRegistry();
        using var shop = new ShopSample();
        var project = shop.Project;
        shop.WriteProject("<CargoBins>api;worker</CargoBins>", """<ImageReferenceFile Include="*.yaml" />""");
        project.Write("deploy.yaml", "a: rustimage://shop/api\nb: rustimage://shop/worker\n");
        project.Environment["DOCKER_CONFIG"] = project["docker"];
        project.Environment["REGISTRY_AUTH_FILE"] = project["auth.json"];

        var pushed =
            project.Dotnet("publish", "-t:PublishContainer", $"-p:ContainerRegistry={registry.Host}", "-getTargetResult:PublishContainer")
                .Succeeded();
        var digests = JsonNode.Parse(pushed.Output)!["TargetResults"]!["PublishContainer"]!["Items"]!.AsArray()
            .Select(i => (string)i!["ManifestDigest"]!).ToList();
        Assert.Equal(2, digests.Distinct().Count());
        Assert.All(new[] { "api", "worker" }, b => Skopeo.Manifest($"docker://{registry.Host}/{b}:0.1.0"));

        project.Build("-t:ResolveImageReferences", $"-p:ContainerRegistry={registry.Host}").SucceededWithoutWarning();
        Assert.Equal(
            digests.Order(StringComparer.Ordinal),
            File.ReadAllLines(project[$"{TestProject.Bin}/Debug/resolved/deploy.yaml"])
                .Select(l => l[(l.IndexOf('@', StringComparison.Ordinal) + 1)..]).Order(StringComparer.Ordinal));

        project.Write("deploy.yaml", "a: rustimage://shop\n");
        Assert.Equal(
            "RIMG6401", project.Build("-t:ResolveImageReferences", $"-p:ContainerRegistry={registry.Host}").FailedWithOneError().Code);
    }

    [Fact]
    public void One_lock_holds_the_packages_of_each_image_and_an_update_of_all_keeps_them()
    {
        using var shop = new ShopSample();
        shop.Project.FromDebian(hello.Cache);
        shop.Project.Build().SucceededWithoutWarning();
        var before = File.ReadAllText(shop.Project[ProjectLock.FileName]);
        Assert.Contains("shop.proj#api", before, StringComparison.Ordinal);
        Assert.Contains("shop.proj#worker", before, StringComparison.Ordinal);

        shop.Project.Build("-t:UpdateImageLock").SucceededWithoutWarning();
        Assert.Equal(before, File.ReadAllText(shop.Project[ProjectLock.FileName]));
    }

    [Fact]
    public void Several_projects_of_one_workspace_share_compiled_crates()
    {
        using var shop = new ShopSample();
        foreach (var binary in new[] { "api", "worker" })
            shop.Project.Write($"{binary}/{binary}.proj", """<Project Sdk="RustImage.Sdk/0.1.0" />""");
        Assert.Equal(["api", "shared"], Compiled("api"));
        Assert.Equal(["worker"], Compiled("worker"));
        // Neither project makes the other outdated, and clean keeps the shared files.
        shop.Project.Dotnet("clean", "worker/worker.proj").SucceededWithoutWarning();
        Assert.Empty(Compiled("api"));
        Assert.Empty(Compiled("worker"));

        IEnumerable<string> Compiled(string binary) => shop.Project.Build($"{binary}/{binary}.proj").SucceededWithoutWarning().Log
            .Select(l => l.Trim()).Where(l => l.StartsWith("Compiling ", StringComparison.Ordinal)).Select(l => l.Split(' ')[1])
                .Order(StringComparer.Ordinal);
    }
}
