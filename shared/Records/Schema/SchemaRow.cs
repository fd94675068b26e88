namespace Tyokyky.Records;

/// <summary>A migration that ran on a database.</summary>
public sealed record SchemaRow(string Component, string Name, DateTimeOffset AppliedAt)
{
    /// <summary>The last of each component.</summary>
    public static Query<SchemaRow> Newest() => new(
        $"SELECT DISTINCT ON (component) component, name, applied_at FROM migration ORDER BY component, number DESC",
        row => new SchemaRow(row.GetString(0), row.GetString(1), row.GetFieldValue<DateTimeOffset>(2)));

    /// <summary>All of them.</summary>
    public static Query<SchemaRow> All() => new(
        $"SELECT component, name, applied_at FROM migration ORDER BY component, number",
        row => new SchemaRow(row.GetString(0), row.GetString(1), row.GetFieldValue<DateTimeOffset>(2)));
}
