namespace Tyokyky.Records;

/// <summary>The newest migration of one component on a database.</summary>
public sealed record SchemaRow(string Component, int Number, string Name, DateTimeOffset AppliedAt)
{
    /// <summary>One row per component.</summary>
    public static Query<SchemaRow> Newest() => new(
        $"SELECT DISTINCT ON (component) component, number, name, applied_at FROM migration ORDER BY component, number DESC",
        row => new SchemaRow(row.GetString(0), row.GetInt32(1), row.GetString(2), row.GetFieldValue<DateTimeOffset>(3)));
}
