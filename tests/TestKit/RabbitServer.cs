using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Tyokyky.TestKit;

/// <summary>A RabbitMQ of the test's own, to be killed and wiped: the machine's program on a folder, a node and ports of its own.</summary>
public sealed class RabbitServer : IAsyncDisposable
{
    private static readonly bool isRoot = Environment.UserName == "root";
    private static readonly TimeSpan startLimit = TimeSpan.FromSeconds(180);
    private readonly string _folder = Directory.CreateTempSubdirectory("tyokyky-test-mq-").FullName;
    private readonly int _port = FreePort.Find();
    private readonly int _distribution = FreePort.Find();
    private readonly int _epmdPort = FreePort.Find();
    private readonly string _node = $"test{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..6]}@localhost";
    private Process? _epmd;
    private Process? _server;

    private RabbitServer()
    {
    }

    /// <summary>What a service is configured with.</summary>
    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"amqp://test:test@127.0.0.1:{_port}/");

    /// <summary>Its process.</summary>
    public int Id => _server!.Id;

    /// <summary>A broker that answers.</summary>
    public static async Task<RabbitServer> StartNewAsync()
    {
        var server = new RabbitServer();
        await server.StartAsync();
        return server;
    }

    /// <summary>Starts it (again), with what it kept.</summary>
    public async Task StartAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "rabbitmq.conf"), string.Create(CultureInfo.InvariantCulture, $"""
            listeners.tcp.1 = 127.0.0.1:{_port}
            default_user = test
            default_pass = test
            log.console = false
            """));
        await File.WriteAllTextAsync(Path.Combine(_folder, "enabled_plugins"), "[].\n");
        if (isRoot) { Run("chown", "-R", "rabbitmq", _folder); }

        _epmd ??= Start(Epmd(), "-port", _epmdPort.ToString(CultureInfo.InvariantCulture), "-address", "127.0.0.1");
        _server = Start("/usr/lib/rabbitmq/bin/rabbitmq-server");
        var started = TimeProvider.System.GetTimestamp();
        while (!await AnswersAsync())
        {
            if (_server.HasExited || TimeProvider.System.GetElapsedTime(started) > startLimit)
            {
                var log = Directory.Exists(Path.Combine(_folder, "log")) ? Directory.GetFiles(Path.Combine(_folder, "log")).SelectMany(file => File.ReadLines(file).TakeLast(20)) : [];
                throw new InvalidOperationException($"RabbitMQ did not start{(_server.HasExited ? $", it ended with {_server.ExitCode}" : "")}:\n{string.Join('\n', log)}");
            }

            await Task.Delay(50);
        }
    }

    /// <summary>Kills it as a power cut would.</summary>
    public async Task KillAsync()
    {
        if (_server is null) { return; }
        _server.Kill(entireProcessTree: true);
        await _server.WaitForExitAsync();
        _server = null;
    }

    /// <summary>Takes everything that it kept.</summary>
    public void Wipe() => Directory.Delete(Path.Combine(_folder, "mnesia"), recursive: true);

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        if (_epmd is not null)
        {
            _epmd.Kill();
            await _epmd.WaitForExitAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private Process Start(string program, params string[] arguments) => OwnedProcess.Start(
        new ProcessStartInfo(program, arguments)
        {
            Environment =
            {
                ["HOME"] = _folder,
                ["RABBITMQ_NODENAME"] = _node,
                ["RABBITMQ_MNESIA_BASE"] = Path.Combine(_folder, "mnesia"),
                ["RABBITMQ_LOG_BASE"] = Path.Combine(_folder, "log"),
                ["RABBITMQ_CONFIG_FILE"] = Path.Combine(_folder, "rabbitmq"),
                ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(_folder, "enabled_plugins"),
                ["RABBITMQ_DIST_PORT"] = _distribution.ToString(CultureInfo.InvariantCulture),
                ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
                ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-start_epmd false",
                ["ERL_EPMD_PORT"] = _epmdPort.ToString(CultureInfo.InvariantCulture),
                ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
                // The script then becomes the server instead of standing between.
                ["RUNNING_UNDER_SYSTEMD"] = "1",
            },
        },
        "rabbitmq");

    // Answering means speaking AMQP: the port is open a little earlier.
    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, _port);
            await client.GetStream().WriteAsync("AMQP\0\0\u0009\u0001"u8.ToArray());
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            return await client.GetStream().ReadAsync(new byte[8], limit.Token) > 0;
        }
        catch (Exception failure) when (failure is SocketException or IOException or OperationCanceledException)
        {
            return false;
        }
    }

    private static string Epmd() => Directory.GetFiles("/usr/lib/erlang", "epmd", SearchOption.AllDirectories).FirstOrDefault() ?? "epmd";

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
    }
}
