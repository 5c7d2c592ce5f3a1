using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RustImage.Registry.Connection;

/// <summary>Reads all certificates of a PEM file.</summary>
internal static class CertificateFile
{
    /// <param name="message">Makes the message from the path and the reason where the file can't be used.</param>
    /// <exception cref="RustImageException">The message of <paramref name="message"/>.</exception>
    public static X509Certificate2Collection Read(string path, Func<string, string, Diagnostic> message)
    {
        var all = new X509Certificate2Collection();
        try
        {
            all.ImportFromPemFile(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw message(path, Reason(e)).ToException(e);
        }
        return all.Count > 0 ? all : throw message(path, "it has no certificate in PEM form").ToException();
    }

    public static string Reason(Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file",
        CryptographicException => "its content is damaged",
        _ => e.Message.TrimEnd('.'),
    };
}
