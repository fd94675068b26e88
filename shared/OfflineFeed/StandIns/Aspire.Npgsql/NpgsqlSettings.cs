namespace Aspire.Npgsql;

/// <summary>Settings of one data source, bound from <c>Aspire:Npgsql</c> and <c>Aspire:Npgsql:{connection name}</c>.</summary>
public partial class NpgsqlSettings
{
    /// <summary>The connection string; by default the one that <c>ConnectionStrings</c> names.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Leaves out the health check.</summary>
    public bool DisableHealthChecks { get; set; }
}
