using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.TestKit;

/// <summary>
/// Sends every hard value of every field of every RPC that the service serves, in a request that is valid otherwise, as whoever gets furthest with it: nothing fails as nobody
/// foresaw, a refusal for a value names the field, and nothing changes. Writes run to their end and are undone there.
/// </summary>
/// <param name="beyondAccess">Reasons of INVALID_ARGUMENT that a valid request is given when nothing is left to decide.</param>
public sealed class HardValueWalk(IServiceProvider service, ContractRequests requests, TestDatabase database, params string[] beyondAccess)
{
    private const int AtOnce = 8;

    // What is written beside what was asked for: who looked, what was looked for, and that the service itself is at work.
    private static readonly string[] besides = ["access_log", "directory_search", "directory_usage", "operator_action", "projection", "subscription"];

    // Its one caller moves everybody's time.
    private const string OfTheSandbox = "/tyokyky.operations.v1.BusinessClockService/";

    private readonly ConcurrentBag<string> wrong = [];
    private readonly HardValues values = new(requests);
    private int calls;

    public async Task ExpectClearAnswersAsync(IReadOnlyCollection<Somebody> parties)
    {
        await UndoWritesAsync();
        try
        {
            await WalkAsync(parties);
        }
        finally
        {
            await database.ExecuteAsync("DROP FUNCTION undo_write() CASCADE");
        }
    }

    private async Task WalkAsync(IReadOnlyCollection<Somebody> parties)
    {
        var before = await FingerprintAsync();
        var rpcs = service.GetServices<AccessTable>().SelectMany(table => table)
            .Where(rule => !rule.IsAnonymous && !rule.Rpc.StartsWith(OfTheSandbox, StringComparison.Ordinal) && AnyRpc.All.ContainsKey(rule.Rpc))
            .Select(rule => (Rule: rule, Method: AnyRpc.All[rule.Rpc]))
            .ToArray();
        var tries = new ConcurrentBag<(CallInvoker As, MethodDescriptor Method, HardValue Value)>();
        await Parallel.ForEachAsync(rpcs, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (rpc, _) =>
        {
            var furthest = await FurthestAsync(rpc.Rule, rpc.Method, parties);
            foreach (var value in values.Of(rpc.Method.InputType)) { tries.Add((furthest, rpc.Method, value)); }
        });
        await Parallel.ForEachAsync(tries, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (one, _) => await TryAsync(one.As, one.Method, one.Value));

        foreach (var (name, print) in (await FingerprintAsync()).Except(before)) { wrong.Add($"Table {name} was changed: {before[name]}, now {print}."); }
        string.Join(Environment.NewLine, wrong.Order()).ShouldBeEmpty($"{wrong.Count} of {calls} calls");
    }

    private async Task TryAsync(CallInvoker invoker, MethodDescriptor method, HardValue value)
    {
        Interlocked.Increment(ref calls);
        var request = Request(method);
        value.Put(request);
        var answer = await AnyRpc.CallAsync(invoker, method, request, method.IsServerStreaming ? 2 : 30);
        var what = $"{method.Name}: {value.Field} is {value.Value}: {answer.Code} {answer.Reason} [{string.Join(' ', answer.Fields)}]";
        if (answer.Code is StatusCode.Internal or StatusCode.Unknown
            || (answer.Code is StatusCode.DeadlineExceeded && !method.IsServerStreaming)
            || (answer.Code is StatusCode.Unavailable && answer.Reason != "DATABASE_UNAVAILABLE"))
        {
            wrong.Add($"{what} is no answer: {answer.Text}");
        }
        else if (answer.Code is StatusCode.InvalidArgument && !answer.Fields.Any(field => RequestField.IsOf(method.InputType, field)))
        {
            wrong.Add($"{what} names no field: {answer.Text}");
        }
        else if (value.IsWrong && !(answer.Code is StatusCode.InvalidArgument && answer.Fields.Contains(value.Field)))
        {
            wrong.Add($"{what} should be refused");
        }
    }

    // The one whose valid request is answered; or else whoever is refused as late as can be.
    private async Task<CallInvoker> FurthestAsync(AccessRule rule, MethodDescriptor method, IReadOnlyCollection<Somebody> parties)
    {
        var best = (Distance: -1, As: (CallInvoker?)null);
        foreach (var party in parties)
        {
            foreach (var role in Roles.All.Where(role => (rule.AllRoles & party.Roles & role) != 0))
            {
                var invoker = party.As(role);
                var answer = await AnyRpc.CallAsync(invoker, method, Request(method), method.IsServerStreaming ? 2 : 30);
                var distance = answer.Code switch
                {
                    StatusCode.OK => 4,
                    StatusCode.Unavailable or StatusCode.DeadlineExceeded => 4,
                    StatusCode.PermissionDenied => 0,
                    StatusCode.InvalidArgument => beyondAccess.Contains(answer.Reason) ? 3 : 1,
                    _ => 3,
                };
                if (distance > best.Distance) { best = (distance, invoker); }
            }
        }

        if (best.Distance < 3) { wrong.Add($"{rule.Rpc}: nobody's valid request comes further than access or shape: {Request(method)}"); }
        return best.As ?? throw new InvalidOperationException($"Nobody of the world may call {rule.Rpc}.");
    }

    private IMessage Request(MethodDescriptor method)
    {
        var request = requests.Of(method);
        method.InputType.FindFieldByName("validate_only")?.Accessor.SetValue(request, false);
        if (method.InputType.FindFieldByName("request_id") is { FieldType: FieldType.String } id) { id.Accessor.SetValue(request, Guid.NewGuid().ToString()); }
        return request;
    }

    // Every write keeps its request: whatever it wrote besides was done by then, and is undone as if the database had been too slow.
    private async Task UndoWritesAsync() => await database.ExecuteAsync(
        """
        CREATE FUNCTION undo_write() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'undone' USING ERRCODE = '55P03'; END $$;
        CREATE CONSTRAINT TRIGGER undo_write AFTER INSERT ON request_record DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION undo_write();
        """);

    private async Task<Dictionary<string, string>> FingerprintAsync()
    {
        var prints = new Dictionary<string, string>();
        await using var list = database.Owner.CreateCommand("SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition AND relnamespace = 'public'::regnamespace");
        var tables = new List<string>();
        await using (var reader = await list.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync()) { tables.Add(reader.GetString(0)); }
        }

        foreach (var name in tables.Where(name => !besides.Any(beside => name.StartsWith(beside, StringComparison.Ordinal))))
        {
            prints[name] = await database.ScalarAsync<string>($"SELECT count(*) || ' rows ' || md5(coalesce(string_agg(t::text, ',' ORDER BY t::text), '')) FROM \"{name}\" t");
        }

        return prints;
    }
}
