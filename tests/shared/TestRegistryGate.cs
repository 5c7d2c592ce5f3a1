using System.Text;
using Microsoft.AspNetCore.Http;

namespace RustImage.Testing;

/// <summary>Admits requests with the required credentials or token.</summary>
internal sealed class TestRegistryGate(TestRegistry registry)
{
    /// <param name="name">The name of the repository, or empty for the root.</param>
    /// <exception cref="TestRegistryRefusal">UNAUTHORIZED with a challenge, or an Authorization header where it is forbidden.</exception>
    public void Check(HttpContext context, string name, bool isUpload)
    {
        var options = registry.Options;
        var sent = context.Request.Headers.Authorization.ToString();
        if (context.Request.Host.Value is { } host && host != registry.Host && (host == options.LocationHost || host == options.BlobHost))
        {
            // Stores with signed addresses refuse Authorization.
            if (sent.Length > 0)
                throw new TestRegistryRefusal(400, "DENIED", "Authorization was sent to another host");
            return;
        }
        if (options.Basic is { } basic && sent != BasicValue(basic.User, basic.Password))
            throw Challenge(context, "Basic realm=\"test\"", sent);
        if (options.Tokens is not { } tokens)
            return;
        var scopes = name.Length == 0 ? [] : Scopes(context.Request, name, isUpload);
        if (sent.StartsWith("Bearer ", StringComparison.Ordinal) && tokens.Allows(sent["Bearer ".Length..], scopes))
            return;
        var realm = tokens.Realm ?? new Uri(registry.Address, TestTokenServer.Path);
        var scope = scopes.Count == 0 ? "" : $",scope=\"{string.Join(' ', scopes)}\"";
        throw Challenge(context, $"Bearer realm=\"{realm}\",service=\"{TestTokenServer.Service}\"{scope}", sent);
    }

    public static string BasicValue(string user, string password) =>
        "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));

    private static TestRegistryRefusal Challenge(HttpContext context, string challenge, string sent)
    {
        context.Response.Headers.WWWAuthenticate = challenge;
        return new(401, "UNAUTHORIZED", sent.Length == 0 ? "authentication required" : "these credentials are not enough");
    }

    private static List<string> Scopes(HttpRequest request, string name, bool isUpload)
    {
        var actions = isUpload || request.Method == "PUT" ? "pull,push" : request.Method == "DELETE" ? "delete" : "pull";
        var scopes = new List<string> { $"repository:{name}:{actions}" };
        if (isUpload && request.Query["from"].ToString() is { Length: > 0 } from)
            scopes.Add($"repository:{from}:pull");
        return scopes;
    }
}
