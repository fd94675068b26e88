using Google.Protobuf.Reflection;
using Grpc.Core;
using Shouldly;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.TestKit;

/// <summary>Who calls: a party of the world, or a stranger to it.</summary>
/// <param name="Kind">What kind of stranger: "another organisation", "a former worker" …</param>
/// <param name="Roles">The roles that it may have.</param>
public sealed record Somebody(string Kind, Role Roles, Func<Role, CallInvoker> As);

/// <summary>Walks every RPC of an access table with a valid request: those who are a party get past access, and every stranger is refused and told nothing.</summary>
/// <param name="beyondAccess">Reasons of INVALID_ARGUMENT that nobody is told before access is decided.</param>
public sealed class StrangerWalk(AccessTable table, ContractRequests requests, IReadOnlyCollection<string> secrets, params string[] beyondAccess)
{
    private IEnumerable<(AccessRule Rule, MethodDescriptor Method)> Rpcs =>
        from rule in table where !rule.IsAnonymous && AnyRpc.All.ContainsKey(rule.Rpc) select (rule, AnyRpc.All[rule.Rpc]);

    /// <summary>Requests that no party gets past access with prove nothing when a stranger is refused.</summary>
    public async Task ExpectValidAsync(IReadOnlyCollection<Somebody> parties)
    {
        var wrong = new List<string>();
        foreach (var (rule, method) in Rpcs)
        {
            var answers = new List<string>();
            foreach (var party in parties)
            {
                foreach (var role in Roles.All.Where(role => (rule.AllRoles & party.Roles & role) != 0))
                {
                    var answer = await CallAsync(party.As(role), method);
                    answers.Add(answer.Code is StatusCode.InvalidArgument && beyondAccess.Contains(answer.Reason) ? ""
                        : answer.Code is StatusCode.InvalidArgument or StatusCode.PermissionDenied or StatusCode.Internal or StatusCode.Unknown ? $"{answer.Code} {answer.Reason} {answer.Text}" : "");
                }
            }

            if (answers.TrueForAll(answer => answer.Length > 0)) { wrong.Add($"{rule.Rpc}: {answers.Find(answer => answer.StartsWith("Inv", StringComparison.Ordinal)) ?? answers.FirstOrDefault()} {requests.Of(method)}"); }
        }

        string.Join(Environment.NewLine, wrong).ShouldBeEmpty();
    }

    /// <param name="aboutThemselves">RPCs whose relation is the caller's to itself: they answer a stranger too, about the stranger.</param>
    public async Task ExpectStrangersLearnNothingAsync(IReadOnlyCollection<Somebody> strangers, params string[] aboutThemselves)
    {
        var wrong = new List<string>();
        foreach (var (rule, method) in Rpcs)
        {
            var sent = requests.Of(method).ToString()!;
            foreach (var stranger in strangers)
            {
                foreach (var role in Roles.All.Where(role => (rule.AllRoles & stranger.Roles & role) != 0))
                {
                    var answer = await CallAsync(stranger.As(role), method);
                    var who = $"{rule.Rpc} to {stranger.Kind} as {Roles.Name(role)}: {answer.Code} {answer.Reason}";
                    // What needs no relation may answer, and so may a batch and a stream, whose every object is decided on its own.
                    var mayAnswer = rule.NeedsNoRelation(role) || method.IsServerStreaming || method.Name.StartsWith("BatchGet", StringComparison.Ordinal)
                        || aboutThemselves.Contains(method.Name);
                    if (!mayAnswer && answer is not { Code: StatusCode.PermissionDenied, Reason: "NO_RELATION" }) { wrong.Add(who); }
                    foreach (var secret in secrets.Where(secret => !sent.Contains(secret, StringComparison.Ordinal) && answer.Text.Contains(secret, StringComparison.Ordinal))) { wrong.Add($"{who} tells {secret}"); }
                }
            }
        }

        string.Join(Environment.NewLine, wrong).ShouldBeEmpty();
    }

    private Task<RpcAnswer> CallAsync(CallInvoker invoker, MethodDescriptor method) => AnyRpc.CallAsync(invoker, method, requests.Of(method));
}
