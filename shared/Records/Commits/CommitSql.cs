using Tyokyky.ServiceDefaults;

namespace Tyokyky.Records;

/// <summary>The statements that commits share.</summary>
internal static class CommitSql
{
    public static Sql Transition(Commit commit, Transition transition)
    {
        var call = commit.Call;
        return $"""
            INSERT INTO transition (object_type, object_id, from_state, to_state, actor, acting_user,
              role, organisation, effective_at, recorded_at, reason, note, trace_id)
            VALUES ({transition.ObjectType}, {transition.ObjectId}, {transition.From}, {transition.To},
              {call.Caller.Subject}, {call.ActingUser}, {Roles.Name(call.Role)},
                    {call.Caller.Organisation}, {transition.EffectiveAt}, {commit.RecordedAt}, {transition.Reason}, {transition.Note}, {call.TraceId})
            """;
    }

    public static Sql ChangeEach(Commit commit, Sql change, string objectType, string what, Sql beside)
    {
        var call = commit.Call;
        return $"""
            WITH changed AS ({change}){beside}
            INSERT INTO transition (object_type, object_id, from_state, to_state, actor, acting_user,
              role, organisation, effective_at, recorded_at, reason, note, trace_id)
            SELECT {objectType}, id, '', {what}, {call.Caller.Subject}, {call.ActingUser}, {Roles.Name(call.Role)},
                   {call.Caller.Organisation}, {commit.OccurredAt}, {commit.RecordedAt}, '', '', {call.TraceId} FROM changed
            """;
    }

    public static Sql Access(Commit commit, string kind, Touch touch)
    {
        var call = commit.Call;
        return $"""
            INSERT INTO access_log (recorded_at, kind, client_id, object_type, object_id, rpc, subject, acting_user, organisation, role, purpose, trace_id)
            VALUES ({commit.RecordedAt}, {kind}, {touch.ClientId}, {touch.ObjectType}, {touch.ObjectId}, {call.Rpc}, {call.Caller.Subject}, {call.ActingUser},
                    {call.Caller.Organisation}, {Roles.Name(call.Role)}, {call.Purpose}, {call.TraceId})
            """;
    }

    public static Sql Due(Commit commit, string kind, string key, DateTimeOffset dueAt, string payload) =>
        $"""
        INSERT INTO due_work (kind, key, due_at, payload, planned_at) VALUES ({kind}, {key}, {dueAt}, {payload}, {commit.RecordedAt})
        ON CONFLICT (kind, key) DO UPDATE SET due_at = excluded.due_at, payload = excluded.payload, planned_at = excluded.planned_at,
            attempts = 0, not_before = '-infinity', lease = NULL, last_error = NULL
        """;

    public static Sql Settle(string kind, string key) => $"DELETE FROM due_work WHERE kind = {kind} AND key = {key}";

    public static Sql ClaimNearMidnight(Guid key, DateOnly on) => $"SELECT tyokyky_claim_near_midnight({key}, {on})";

    public static Sql KeepRequest(Guid key, DateOnly on, DateTimeOffset at, Fingerprint fingerprint, byte[] answer) =>
        $"""
        INSERT INTO request_record (key, recorded_on, recorded_at, fingerprint_key, fingerprint, answer)
        VALUES ({key}, {on}, {at}, {fingerprint.KeyId}, {fingerprint.Value}, {answer})
        """;

    public static Sql FindRequest(Guid key) => $"SELECT fingerprint_key, fingerprint, answer FROM request_record WHERE key = {key}";
}

/// <summary>One client's data seen or changed.</summary>
public readonly record struct Touch(Guid? ClientId, string ObjectType, string ObjectId);
