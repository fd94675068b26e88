using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Local;

/// <summary>This machine's RabbitMQ with a node name, folders and ports of its own; nothing of the system's own broker is touched.</summary>
internal static class RabbitMQProgram
{
    private const string Program = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private const string User = "rabbitmq";

    public static async Task<ProgramSpec> PrepareAsync(RabbitMQServerResource broker, LocalProgramContext context, CancellationToken cancel)
    {
        if (!File.Exists(Program))
        {
            throw new DistributedApplicationException("RabbitMQ is not installed: apt-get install rabbitmq-server.");
        }

        var folder = context.Data.For(broker);
        foreach (var name in (string[])["mnesia", "log", "home"])
        {
            Directory.CreateDirectory(Path.Combine(folder, name));
        }

        var port = broker.PrimaryEndpoint.Port;
        DataFolder.WriteSecret(Path.Combine(folder, "rabbitmq.conf"), $"""
            listeners.tcp.1 = 127.0.0.1:{port}
            listeners.tcp.2 = ::1:{port}
            default_user = {await broker.UserNameReference.GetValueAsync(cancel)}
            default_pass = {await broker.PasswordParameter.GetValueAsync(cancel)}
            loopback_users = none
            log.file = false
            log.console = true
            log.console.level = info
            log.console.formatter = plaintext
            """);
        await File.WriteAllTextAsync(Path.Combine(folder, "enabled_plugins"), "[].\n", cancel);
        if (Environment.IsPrivilegedProcess)
        {
            using var chown = Process.Start("chown", ["-R", $"{User}:{User}", folder]);
            await chown.WaitForExitAsync(cancel);
        }

        var names = Ports.Free().ToString(CultureInfo.InvariantCulture);
        var environment = new Dictionary<string, string>(context.Environment)
        {
            ["RABBITMQ_NODENAME"] = $"tyokyky-{DataFolder.ShortHash(folder)}@localhost",
            ["RABBITMQ_MNESIA_BASE"] = Path.Combine(folder, "mnesia"),
            ["RABBITMQ_LOG_BASE"] = Path.Combine(folder, "log"),
            ["RABBITMQ_CONFIG_FILE"] = Path.Combine(folder, "rabbitmq.conf"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(folder, "enabled_plugins"),
            ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
            ["RABBITMQ_DIST_PORT"] = Ports.Free().ToString(CultureInfo.InvariantCulture),
            // Busy waiting of idle schedulers would take the processor from everything else on a small machine.
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "+sbwt none +sbwtdcpu none +sbwtdio none -kernel inet_dist_use_interface {127,0,0,1}",
            ["RUNNING_UNDER_SYSTEMD"] = "true", // the script then becomes the broker, instead of watching over it
            ["ERL_EPMD_PORT"] = names,
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["HOME"] = Path.Combine(folder, "home"),
        };

        return new ProgramSpec(Program, [], folder, environment)
        {
            RunAs = User,
            StopLimit = TimeSpan.FromSeconds(30),
            Companion = new ProgramSpec("epmd", ["-port", names], folder, environment) { RunAs = User, StopLimit = TimeSpan.FromSeconds(2) },
        };
    }
}
