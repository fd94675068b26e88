using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Tyokyky.Benchmarks.Measuring;

namespace Tyokyky.Benchmarks.Ground;

/// <summary>
/// PostgreSQL's own benchmark program, writing what a service was seen to write: the same rows with the same values, but for the ids,
/// as prepared single statements between BEGIN and COMMIT.
/// </summary>
internal sealed partial class Pgbench(Database database, string script, int clients)
{
    // Each run's ids lie behind those of the run before; each client has a range of its own.
    private const int IdsPerRun = 5_000_000;
    private const string Id = ":id";
    private int runs;

    /// <summary>How many rows one operation writes into each table.</summary>
    public SortedDictionary<string, long> Rows { get; private init; } = [];

    /// <summary>Learns the script from what the first operation leaves in the tables that the second one fills too.</summary>
    public static async Task<Pgbench> LearnAsync(Database seen, Func<Task> operateAsync, Database target, int clients)
    {
        await operateAsync();
        var first = await seen.CountRowsAsync();
        var ids = new Dictionary<string, string>();
        var statements = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (table, count) in first.Where(table => table.Value is > 0 and < 10))
        {
            statements[table] = await LearnAsync(seen, table, ids);
        }

        await operateAsync();
        var second = await seen.CountRowsAsync();
        var rows = new SortedDictionary<string, long>(first.Where(table => second[table.Key] == 2 * table.Value && table.Value > 0).ToDictionary(), StringComparer.Ordinal);
        var other = first.Keys.Where(table => !rows.ContainsKey(table) && second[table] != first[table]);
        if (other.Any()) { throw new InvalidOperationException($"Not empty at the start, so which rows are the operation's? {string.Join(", ", other)}"); }

        // In the order of their names, tables come after those that they refer to.
        var file = Path.Combine(AppContext.BaseDirectory, "pgbench.sql");
        await File.WriteAllTextAsync(
            file, $"\\set n :n + 1\n\\set id 100000000000 + :client_id * 1000000000 + :base + :n\nBEGIN;\n{string.Concat(rows.Keys.Select(table => statements[table]))}END;\n");
        return new Pgbench(target, file, clients) { Rows = rows };
    }

    public async Task<Work> RunAsync(TimeSpan length)
    {
        var start = new ProcessStartInfo("pgbench", [
            "-h", database.Socket, "-U", "postgres", "-n", "-M", "prepared", "-c", Text(clients), "-j", "2", "-T", Text((int)length.TotalSeconds), "-f", script,
            "-D", "n=0", "-D", "base=" + Text(IdsPerRun * runs++), database.Name])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) { throw new InvalidOperationException($"pgbench failed: {await errors}{output}"); }
        var done = long.Parse(Done().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
        return new Work(done, TimeSpan.FromSeconds(done / double.Parse(Rate().Match(output).Groups[1].Value, CultureInfo.InvariantCulture)));
    }

    private static async Task<string> LearnAsync(Database seen, string table, Dictionary<string, string> ids)
    {
        var script = new StringBuilder();
        // What the table fills in by itself, and a fact's position, which is given later, is in no INSERT.
        var columns = await seen.ListAsync(
            """
            SELECT a.attname, format_type(a.atttypid, a.atttypmod)
            FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attidentity = '' AND d.oid IS NULL
              AND ($1 <> 'event_log' OR a.attname <> 'position')
            ORDER BY a.attnum
            """,
            row => (Name: row.GetString(0), Type: row.GetString(1)),
            table);
        var rows = await seen.ListAsync(
            $"SELECT {string.Join(", ", columns.Select(column => $"\"{column.Name}\"::text"))} FROM \"{table}\"",
            row => columns.Select((_, i) => row.IsDBNull(i) ? null : row.GetString(i)).ToArray());
        foreach (var row in rows)
        {
            var values = columns.Zip(row, (column, value) => Value(table, column.Name, column.Type, value, ids));
            script.Append(CultureInfo.InvariantCulture, $"INSERT INTO {table} ({string.Join(", ", columns.Select(column => $"\"{column.Name}\""))}) VALUES ({string.Join(", ", values)});\n");
        }

        return script.ToString();
    }

    private static string Value(string table, string column, string type, string? value, Dictionary<string, string> ids)
    {
        if (value is null) { return "NULL"; }
        // A code's hash is as unique as an id.
        if (table == "client_code_index" && column == "digest") { return $"decode('{new string('0', 52)}' || {Id}, 'hex')"; }

        // Nor does anybody look like anybody else.
        if (table == "client_match" && column == "key") { return $"'{value}' || {Id}"; }

        var bare = type == "text[]" ? value.Trim('{', '}') : value;
        if (!Guid.TryParse(bare, out _)) { return $"'{value.Replace("'", "''", StringComparison.Ordinal)}'::{type}"; }
        if (!ids.TryGetValue(bare, out var id))
        {
            ids[bare] = id = string.Create(CultureInfo.InvariantCulture, $"('{0x01900000 + ids.Count:x8}-0000-7000-8000-' || {Id})");
        }

        return type switch
        {
            "uuid" => id + "::uuid",
            "text[]" => $"ARRAY[{id}]",
            _ => id,
        };
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"actually processed: (\d+)")]
    private static partial Regex Done();

    [GeneratedRegex(@"tps = ([\d.]+)")]
    private static partial Regex Rate();
}
