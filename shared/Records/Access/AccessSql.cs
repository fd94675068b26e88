using Npgsql;

namespace Tyokyky.Records;

internal static class AccessSql
{
    /// <summary>Writes all in one round trip, and says of each entry whether its rows were written.</summary>
    public static void Write(NpgsqlDataSource source, List<AccessEntry> entries)
    {
        using var connection = source.OpenConnection();
        try
        {
            Write(connection, entries);
        }
        catch
        {
            Lease.ForgetPrepared(connection);
            throw;
        }
    }

    private static void Write(NpgsqlConnection connection, List<AccessEntry> entries)
    {
        var always = entries.FindAll(entry => entry.If is null);
        var current = CurrentIn(entries);
        using var batch = new NpgsqlBatch(connection);
        if (always.Count > 0) { batch.BatchCommands.Add(Insert(always).ToBatchCommand()); }
        foreach (var (table, those) in current) { batch.BatchCommands.Add(InsertCurrent(table, those).ToBatchCommand()); }
        if (batch.BatchCommands.Count == 0) { return; }

        using var reader = batch.ExecuteReader();
        // A statement that answers no rows has no result set.
        foreach (var (_, those) in current)
        {
            var written = new HashSet<string>();
            while (reader.Read()) { written.Add(reader.GetString(0)); }
            foreach (var entry in those) { entry.IsWritten = written.Contains(entry.Rows[0].Touch.ObjectId); }
            reader.NextResult();
        }
    }

    // Of two versions of one object the lower one is no more: what is written names the object alone.
    private static List<(SqlName Table, List<AccessEntry> Entries)> CurrentIn(List<AccessEntry> entries)
    {
        var newest = new Dictionary<(SqlName, Guid), long>();
        foreach (var entry in entries)
        {
            if (entry.If is { } row && (!newest.TryGetValue((row.Table, row.Id), out var version) || row.Version > version))
            {
                newest[(row.Table, row.Id)] = row.Version;
            }
        }

        var tables = new List<(SqlName Table, List<AccessEntry> Entries)>();
        foreach (var entry in entries)
        {
            if (entry.If is not { } row) { continue; }
            entry.IsWritten = newest[(row.Table, row.Id)] == row.Version;
            if (!entry.IsWritten) { continue; }
            var table = tables.FindIndex(known => known.Table == row.Table);
            if (table >= 0) { tables[table].Entries.Add(entry); }
            else { tables.Add((row.Table, [entry])); }
        }

        return tables;
    }

    private static Sql Insert(List<AccessEntry> entries) => $"{Into} SELECT * FROM {Rows(entries)}";

    private static Sql InsertCurrent(SqlName table, List<AccessEntry> entries)
    {
        var ids = entries.ConvertAll(entry => entry.If!.Value.Id).ToArray();
        var versions = entries.ConvertAll(entry => entry.If!.Value.Version).ToArray();
        return $"""
            {Into}
            SELECT seen.recorded_at, seen.kind, seen.client_id, seen.object_type, seen.object_id, seen.rpc, seen.subject,
              seen.acting_user, seen.organisation, seen.role, seen.purpose, seen.reason, seen.trace_id
            FROM ROWS FROM ({Rows(entries)}, unnest({ids}), unnest({versions}))
              AS seen (recorded_at, kind, client_id, object_type, object_id, rpc, subject, acting_user,
                organisation, role, purpose, reason, trace_id, id, version)
            JOIN {table} now ON now.id = seen.id AND now.version = seen.version
            RETURNING object_id
            """;
    }

    private static Sql Into =>
        $"""
        INSERT INTO access_log (recorded_at, kind, client_id, object_type, object_id, rpc, subject,
          acting_user, organisation, role, purpose, reason, trace_id)
        """;

    private static Sql Rows(List<AccessEntry> entries)
    {
        var count = 0;
        foreach (var entry in entries) { count += entry.Rows.Length; }

        var at = new DateTimeOffset[count];
        var kind = new string[count];
        var client = new Guid?[count];
        var objectType = new string?[count];
        var objectId = new string?[count];
        var rpc = new string[count];
        var subject = new string[count];
        var actingUser = new string?[count];
        var organisation = new string[count];
        var role = new string[count];
        var purpose = new string?[count];
        var reason = new string?[count];
        var trace = new string[count];
        var i = 0;
        foreach (var entry in entries)
        {
            foreach (var row in entry.Rows)
            {
                var call = row.Call;
                (at[i], kind[i], client[i], objectType[i], objectId[i]) = (entry.RecordedAt, row.Kind, row.Touch.ClientId, row.ObjectType, row.ObjectId);
                (rpc[i], subject[i], actingUser[i], organisation[i]) = (call.Rpc, call.Caller.Subject, call.ActingUser, call.Caller.Organisation);
                (role[i], purpose[i], reason[i], trace[i]) = (row.Role, call.Purpose, row.Reason, call.TraceId);
                i++;
            }
        }

        return $"""
            unnest({at}, {kind}, {client}, {objectType}, {objectId}, {rpc}, {subject},
              {actingUser}, {organisation}, {role}, {purpose}, {reason}, {trace})
            """;
    }
}
