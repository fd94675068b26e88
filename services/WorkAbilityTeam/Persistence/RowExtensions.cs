using Npgsql;

namespace Tyokyky.WorkAbilityTeam.Persistence;

internal static class RowExtensions
{
    public static Guid? Id(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetGuid(column);

    public static DateOnly? Day(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateOnly>(column);
}
