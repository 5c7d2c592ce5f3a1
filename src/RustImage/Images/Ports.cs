using System.Globalization;

namespace RustImage.Images;

/// <summary>Parses the ports that the application listens on (image-spec, config.md, "ExposedPorts").</summary>
internal static class Ports
{
    /// <param name="port">A number, with or without a protocol: <c>8080</c>, <c>53/udp</c>.</param>
    /// <param name="type">The protocol, tcp or udp. Where it is empty, that of the port counts; without one, tcp.</param>
    /// <returns>The port with its protocol: <c>8080/tcp</c>.</returns>
    /// <exception cref="RustImageException">
    /// RIMG5003: the port or a protocol is invalid. RIMG5017: port and type name different protocols.
    /// </exception>
    public static string Parse(string port, string type)
    {
        var (text, own) = port.Split('/') is [var before, var behind] ? (before, behind) : (port, null);
        var protocol = type.Length > 0 ? type : own ?? "tcp";
        if (!ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0
            || !IsProtocol(protocol) || own is not null && !IsProtocol(own))
            throw Messages.BadPort(port, type).ToException();
        if (own is not null && own != protocol)
            throw Messages.PortConflict(port, type).ToException();
        return $"{number}/{protocol}";
    }

    private static bool IsProtocol(string text) => text is "tcp" or "udp";
}
