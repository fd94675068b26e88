using Grpc.Core;
using Shouldly;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.TestKit;

/// <summary>Walks a service's access table: every RPC without a token, and with each role alone.</summary>
public static class AccessWalk
{
    private static readonly Marshaller<byte[]> bytes = Marshallers.Create<byte[]>(static message => message, static message => message);

    // Whoever acts for none of these, or beside them for another, acts for an organisation.
    private const Role Themselves = Role.Client | Role.Employer | Role.Service | Role.Operator;

    /// <summary>
    /// Without a token: UNAUTHENTICATED. With a role that no line names: ROLE_NOT_ALLOWED. With one that a line names: anything else, but for who acts for
    /// an organisation that nobody has registered: ORGANISATION_NOT_REGISTERED.
    /// </summary>
    public static async Task WalkAsync<TProgram>(ServiceHost<TProgram> host, AccessTable table)
        where TProgram : class
    {
        var wrong = new List<string>();
        foreach (var rule in table)
        {
            if (await CallAsync(host.Channel.CreateCallInvoker(), rule.Rpc) is not (StatusCode.Unauthenticated, _))
            {
                wrong.Add($"{rule.Rpc} answers without a token");
            }

            foreach (var role in Roles.All)
            {
                var (code, reason) = await CallAsync(host.As(role, TestOrganisations.Unregistered, "walker"), rule.Rpc);
                var refusal = (rule.AllRoles & role) == Role.None ? "ROLE_NOT_ALLOWED" : (role & Themselves) == Role.None ? "ORGANISATION_NOT_REGISTERED" : "";
                var isRefused = code == StatusCode.PermissionDenied && reason is "ROLE_NOT_ALLOWED" or "ORGANISATION_NOT_REGISTERED";
                if (isRefused != refusal.Length > 0 || (isRefused && reason != refusal) || code is StatusCode.Internal or StatusCode.Unknown or StatusCode.Unimplemented)
                {
                    wrong.Add($"{rule.Rpc} as {Roles.Name(role)}: {code} {reason}");
                }
            }
        }

        wrong.ShouldBeEmpty();
    }

    // An empty request: access is decided before its shape.
    private static async Task<(StatusCode Code, string Reason)> CallAsync(CallInvoker invoker, string path)
    {
        var (service, name) = (path[1..path.LastIndexOf('/')], path[(path.LastIndexOf('/') + 1)..]);
        var method = new Method<byte[], byte[]>(MethodType.ServerStreaming, service, name, bytes, bytes);
        try
        {
            using var call = invoker.AsyncServerStreamingCall(method, null, new CallOptions(deadline: DateTime.UnixEpoch.AddMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() + 60_000)), []);
            await call.ResponseStream.MoveNext();
            return (StatusCode.OK, "");
        }
        catch (RpcException exception)
        {
            return (exception.StatusCode, Refusal.Of(exception).Reason);
        }
    }
}
