using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RustImage.Registry.Connection;

/// <summary>Certificates in PEM form, several in one file.</summary>
internal static class CertificateFile
{
    /// <param name="message">Made of the path and the reason where the file can't be used.</param>
    /// <exception cref="RustImageException">What <paramref name="message"/> makes.</exception>
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
        return all.Count > 0 ? all : throw message(path, "it holds no certificate in PEM form").ToException();
    }

    public static string Reason(Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file",
        CryptographicException => "what it holds is damaged",
        _ => e.Message.TrimEnd('.'),
    };
}
