using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using Tyokyky.Records;

namespace Tyokyky.TestKit;

/// <summary>How the database goes about a service's queries when its tables are long.</summary>
public static partial class QueryPlans
{
    /// <summary>
    /// Copies every row of these tables so many times: with the columns that get ids of their own in each copy (the same ones for the same id in every
    /// table), and what else differs, as name and expression of the copy's number n.
    /// </summary>
    public static async Task MultiplyAsync(NpgsqlDataSource database, IEnumerable<(string Table, string Ids, string Others)> tables, int copies)
    {
        foreach (var (table, ids, others) in tables)
        {
            var changed = string.Join(", ", ids.Split(' ').Select(id => $"'{id}', md5(t.{id}::text || ':' || n)::uuid").Append(others).Where(part => part.Length > 0));
            await using var listing = database.CreateCommand(
                $"SELECT string_agg(attname, ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = '{table}'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''");
            var columns = (string)(await listing.ExecuteScalarAsync())!;
            await using var copying = database.CreateCommand($"INSERT INTO {table} ({columns}) SELECT {columns} FROM (SELECT copy.* FROM {table} t, generate_series(1, {copies}) n, LATERAL jsonb_populate_record(t, jsonb_build_object({changed})) copy) c; ANALYZE {table};");
            await copying.ExecuteNonQueryAsync();
        }
    }

    /// <summary>Those queries that read one of these tables from end to end, or many more rows than a page of that size shows, with their plans.</summary>
    public static async Task<IReadOnlyList<string>> WastefulAsync(Database database, IEnumerable<(string Name, Sql Sql)> queries, IReadOnlyCollection<string> tables, int limit)
    {
        var wasteful = new List<string>();
        foreach (var (name, sql) in queries)
        {
            var plan = string.Join('\n', await database.ListAsync(new Query<string>($"EXPLAIN (ANALYZE, TIMING OFF) {sql}", row => row.GetString(0)), default));
            var scanned = SequentialScan().Matches(plan).Select(match => match.Groups[1].Value).Intersect(tables).ToArray();
            var most = plan.Split('\n').Select(MostRows).Max();
            if (scanned.Length > 0 || most > 10 * limit)
            {
                wasteful.Add($"{name}: reads {string.Join(", ", scanned)}, {most} rows\n{plan}");
            }
        }

        return wasteful;
    }

    // What a node gave and what it threw away, over all of its loops.
    private static long MostRows(string line)
    {
        var given = Given().Match(line);
        var removed = Removed().Match(line);
        return given.Success ? Number(given.Groups[1]) * Number(given.Groups[2]) : removed.Success ? Number(removed.Groups[1]) : 0;
    }

    private static long Number(Group group) => long.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Seq Scan on (\w+)")]
    private static partial Regex SequentialScan();

    [GeneratedRegex(@"actual rows=(\d+)(?:\.\d+)? loops=(\d+)")]
    private static partial Regex Given();

    [GeneratedRegex(@"Rows Removed by \w+(?: \w+)*: (\d+)")]
    private static partial Regex Removed();
}
