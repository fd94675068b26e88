using System.Collections.Concurrent;
using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Records;
using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Referrals;
using Tyokyky.Referrals.Tests.Referrals.Domain;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;
using static Tyokyky.Referrals.Tests.ReferralsHost;
using Referral = Tyokyky.Referrals.Referrals.Referral;

namespace Tyokyky.Referrals.Tests.Networks;

/// <summary>Walks state × what is beside it × action × role × relation through the API itself.</summary>
public sealed class ActionWalkTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    private const int Related = 4;

    private static readonly Marshaller<byte[]> bytes = Marshallers.Create<byte[]>(static message => message, static message => message);
    private static readonly JsonParser json = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    private readonly ConcurrentBag<string> wrong = [];
    private readonly ConcurrentDictionary<string, int> done = new();
    private int calls;

    [Fact]
    public async Task Every_action_is_done_or_refused_as_was_told_in_every_state_to_every_caller()
    {
        var client = (await host.AgencyRegister.RegisterClientAsync(new RegisterClientRequest { Client = host.NewPerson() })).Client.ClientId;
        var now = DateTimeOffset.FromUnixTimeSeconds(host.Now.ToUnixTimeSeconds());
        (string Name, CallInvoker Calls)[] callers =
        [
            ("sender", host.As(Role.Referrer, Agency)),
            ("receiver", host.As(Role.Coordinator, City)),
            ("third", host.As(Role.TeamMember, Stranger)),
            ("client", host.As(Role.Client, Agency, clientRef: client)),
            ("outsider", host.As(Role.Coach, Kela)),
            ("another client", host.As(Role.Client, Agency, clientRef: Guid.NewGuid().ToString())),
            ("manager of the receiver", host.As(Role.Manager, City)),
        ];
        var walks = from state in States()
                    from sender in (string[])[Agency, Referral.Self]
                    where sender == Agency || (state.Status != TaskStatus.Draft && state.Planned is Planned.Nothing or Planned.Offered or Planned.Booked)
                    select (state, new TaskParties(sender, City, Stranger, Guid.Parse(client)));

        await Parallel.ForEachAsync(walks, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (walk, cancel) =>
        {
            var task = await StoreAsync(walk.state.Make(walk.Item2, now), cancel);
            // Those without any relation are the same whatever is planned.
            foreach (var (name, invoker) in callers.Take(walk.state.Planned == Planned.Nothing ? callers.Length : Related))
            {
                await WalkAsync($"{walk.state} from {walk.Item2.Sender} as {name}", invoker, task, now.AddDays(1));
            }
        });

        wrong.ShouldBeEmpty();
        // Each action was done by somebody somewhere, or the walk proves nothing of it.
        Enum.GetNames<TaskAction>().Except(done.Keys).ShouldBeEmpty();
        calls.ShouldBeGreaterThan(20_000);
    }

    // One thing beside the status at a time; all of them together are walked in the domain.
    private static IEnumerable<TaskState> States() =>
        from status in Enum.GetValues<TaskStatus>()
        where status != TaskStatus.Unspecified
        from state in Enum.GetValues<Planned>().Select(planned => new TaskState(status, Planned: planned))
            .Concat([new(status, Asked: true), new(status, Cancelling: true), new(status, Transferring: true), new(status, Linked: true)])
        select state;

    private async Task WalkAsync(string where, CallInvoker invoker, string task, DateTimeOffset ahead)
    {
        var told = await ToldAsync(invoker, task);
        foreach (var action in Enum.GetNames<TaskAction>())
        {
            var answer = await CallAsync(invoker, action, task, ahead);
            var expected = told.TryGetValue(action, out var reason) ? reason
                : told.ContainsKey("NO_RELATION") ? (answer is "NO_RELATION" or "ROLE_NOT_ALLOWED" ? answer : "NO_RELATION")
                : "ROLE_NOT_ALLOWED";
            if (answer != expected)
            {
                wrong.Add($"{where}: {action} answered {answer}, told was {expected}");
            }

            if (answer.Length == 0)
            {
                done.AddOrUpdate(action, 1, static (_, count) => count + 1);
            }

            Interlocked.Increment(ref calls);
        }
    }

    // Per action, the reason why not, or nothing; whoever may not even ask gets that refusal.
    private static async Task<Dictionary<string, string>> ToldAsync(CallInvoker invoker, string task)
    {
        try
        {
            var told = await new ReferralsService.ReferralsServiceClient(invoker).GetAllowedActionsAsync(new GetAllowedActionsRequest { TaskId = task });
            return told.Actions.ToDictionary(action => action.Action, action => action.BlockedReason);
        }
        catch (RpcException refusal)
        {
            return new() { [Refusal.Of(refusal).Reason] = "" };
        }
    }

    private static async Task<string> CallAsync(CallInvoker invoker, string action, string task, DateTimeOffset ahead)
    {
        var rpc = ReferralsService.Descriptor.FindMethodByName(action) ?? TaskSchedulingService.Descriptor.FindMethodByName(action);
        var reasonSystem = TaskTable.RuleOf(Enum.Parse<TaskAction>(action)).ReasonSystem;
        var reason = reasonSystem is null ? "" : Contracts.CodeSystem.Get(reasonSystem).Entries[0].Code;
        var at = ahead.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var request = json.Parse(
            $$"""
            {"taskId":"{{task}}","validateOnly":true,"reason":"{{reason}}","outcome":"{{reason}}","note":"x","question":"x","answer":"x","voluntarinessTold":true,
             "need":{"reasons":["wish-for-work"],"reasonForClient":"x"},"receiver":"{{City}}","service":"coordination","to":"{{Stranger}}","times":["{{at}}"],
             "startsAt":"{{at}}","minutes":30,"mode":"MODE_PHONE","held":true,"clientPart":"CLIENT_PART_PRESENT"}
            """,
            rpc.InputType);
        var method = new Method<byte[], byte[]>(MethodType.Unary, rpc.Service.FullName, action, bytes, bytes);
        try
        {
            await invoker.AsyncUnaryCall(method, null, new CallOptions(), request.ToByteArray());
            return "";
        }
        catch (RpcException refusal)
        {
            return Refusal.Of(refusal).Reason;
        }
    }

    private async Task<string> StoreAsync(Referral referral, CancellationToken cancel)
    {
        var (database, task) = (host.Services.GetRequiredService<Database>(), referral.Tasks[0]);
        await database.ExecuteAsync(ReferralStore.ReferralRow.Insert(referral), cancel);
        await database.ExecuteAsync(ReferralStore.Insert(task, AreaAgreements.None), cancel);
        await database.ExecuteAsync(ReferralStore.Update(task, AreaAgreements.None), cancel);
        return task.Id.ToString();
    }
}
