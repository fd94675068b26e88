using Npgsql;

namespace Tyokyky.Records;

/// <summary>How connections are kept: few, with prepared statements, and quick to say that the server is gone.</summary>
internal static class ConnectionSettings
{
    public static string? Tuned(string? connectionString, string service)
    {
        if (connectionString is null) { return null; }
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        Default(settings, "Maximum Pool Size", 12);
        // Each costs the server some 5 MB: what a burst has opened is not kept for longer than the burst.
        Default(settings, "Connection Idle Lifetime", 30);
        Default(settings, "Connection Pruning Interval", 5);
        // Statements are constant texts: each is prepared once per connection and then only bound.
        Default(settings, "Max Auto Prepare", 200);
        Default(settings, "Auto Prepare Min Usages", 2);
        Default(settings, "No Reset On Close", true);
        Default(settings, "Enlist", false);
        // Compiling a statement takes the server longer than running any of ours; and no disk has a head to move any more, so that a few
        // rows are looked up by their index even where the table is small.
        Default(settings, "Options", "-c jit=off -c random_page_cost=1.1");
        Default(settings, "Timeout", 5);
        Default(settings, "Command Timeout", 20);
        Default(settings, "Application Name", service);
        return settings.ConnectionString;
    }

    public static string OfAccessLog(string? connectionString, string service) =>
        new NpgsqlConnectionStringBuilder(Tuned(connectionString, service) ?? throw new InvalidOperationException($"ConnectionStrings:{service} is missing."))
        {
            MaxPoolSize = 1,
            Timeout = 1,
            CommandTimeout = 1,
            ApplicationName = service + " access log",
        }.ConnectionString;

    private static void Default(NpgsqlConnectionStringBuilder settings, string key, object value)
    {
        if (!settings.ShouldSerialize(key)) { settings[key] = value; }
    }
}
