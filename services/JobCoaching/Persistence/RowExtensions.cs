using Npgsql;

namespace Tyokyky.JobCoaching.Persistence;

internal static class RowExtensions
{
    public static DateOnly? Day(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateOnly>(column);
}
