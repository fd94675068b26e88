using Npgsql;

namespace Tyokyky.Records;

internal static class AccessSql
{
    public static async Task InsertAsync(NpgsqlDataSource source, List<AccessEntry> entries, CancellationToken cancel)
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

        Sql insert = $"""
            INSERT INTO access_log (recorded_at, kind, client_id, object_type, object_id, rpc, subject, acting_user, organisation, role, purpose, reason, trace_id)
            SELECT * FROM unnest({at}, {kind}, {client}, {objectType}, {objectId}, {rpc}, {subject}, {actingUser}, {organisation}, {role}, {purpose}, {reason}, {trace})
            """;
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var command = insert.ToCommand(connection, null);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
