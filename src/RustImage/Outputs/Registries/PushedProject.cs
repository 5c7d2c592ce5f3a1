namespace RustImage.Outputs.Registries;

/// <summary>An image that was pushed for a project.</summary>
/// <param name="Name">The project's name, by which files refer to it.</param>
/// <param name="ProjectFile">The project's full path.</param>
/// <param name="Binary">For one of several images of a project, its binary; else empty.</param>
/// <param name="Image">REGISTRY/REPOSITORY@DIGEST.</param>
internal sealed record PushedProject(string Name, string ProjectFile, string Binary, string Image)
{
    /// <summary>Finds the image that stands for each name: PROJECT, or PROJECT/BINARY.</summary>
    /// <remarks>
    /// A build may reach a project in two ways, and a project may push to several repositories: the first image counts. But two
    /// projects with one name are an error.
    /// </remarks>
    /// <exception cref="RustImageException">RIMG6403: there is no image. RIMG6406: two projects have one name.</exception>
    public static IReadOnlyDictionary<string, string> MapImages(IReadOnlyList<PushedProject> pushed)
    {
        if (pushed.Count == 0)
            throw Messages.NothingPushed().ToException();
        var images = new Dictionary<string, PushedProject>(StringComparer.Ordinal);
        foreach (var one in pushed)
        {
            var name = one.Name + (one.Binary.Length == 0 ? "" : $"/{one.Binary}");
            if (!images.TryAdd(name, one) && images[name].ProjectFile != one.ProjectFile)
                throw Messages.PushedTwice(name, images[name].Image, one.Image).ToException();
        }
        return images.ToDictionary(i => i.Key, i => i.Value.Image, StringComparer.Ordinal);
    }
}
