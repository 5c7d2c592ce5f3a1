using System.Globalization;

namespace RustImage.Testing;

/// <summary>nginx in front of a registry, as in many companies.</summary>
internal sealed class Nginx : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Daemon _daemon;

    /// <param name="server">Additional directives of the server block.</param>
    /// <param name="outside">Directives of the http block.</param>
    /// <param name="inside">Directives of the only location.</param>
    public Nginx(DockerRegistry registry, string server = "", string outside = "", string inside = "", string bodySize = "0")
    {
        var program = Require.Tool("nginx", "nginx-light");
        Port = Daemon.FreePort();
        File.WriteAllText(_directory["nginx.conf"], $$"""
            daemon off;
            worker_processes 1;
            pid {{_directory["pid"]}};
            error_log stderr;
            events {}
            http {
              log_format sizes '$request_method $uri $status $request_length';
              access_log {{_directory["access.log"]}} sizes;
              client_body_temp_path {{_directory["body"]}};
              proxy_temp_path {{_directory["proxy"]}};
              fastcgi_temp_path {{_directory["fastcgi"]}};
              uwsgi_temp_path {{_directory["uwsgi"]}};
              scgi_temp_path {{_directory["scgi"]}};
              client_max_body_size {{bodySize}};
              {{outside}}
              server {
                listen 127.0.0.1:{{Port}};
                {{server}}
                location / {
                  {{inside}}
                  proxy_pass http://127.0.0.1:{{registry.Port}};
                  proxy_http_version 1.1;
                  proxy_request_buffering off;
                  proxy_set_header Host $http_host;
                }
              }
            }
            """);
        _daemon = new Daemon(program, ["-p", _directory.Path, "-e", "stderr", "-c", _directory["nginx.conf"]], _directory["log"], Port);
    }

    public int Port { get; }

    public string Host => $"localhost:{Port}";

    /// <summary>All requests so far, with the number of received bytes.</summary>
    public IReadOnlyList<(string Method, string Path, int Status, long Bytes)> Requests() =>
    [
        .. from line in File.ReadAllLines(_directory["access.log"])
           let parts = line.Split(' ')
           select (parts[0], parts[1], int.Parse(parts[2], CultureInfo.InvariantCulture),
               long.Parse(parts[3], CultureInfo.InvariantCulture)),
    ];

    public void Dispose()
    {
        _daemon.Dispose();
        _directory.Dispose();
    }
}
