using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Tyokyky.Contracts.Operations.V1;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Records;

/// <summary>Moves the business clock: in Development, for the Sandbox.</summary>
public sealed class BusinessClockGrpcService(BusinessClock clock) : BusinessClockService.BusinessClockServiceBase
{
    private const string Sandbox = "service:sandbox";

    /// <summary>The access table's lines for these RPCs.</summary>
    public static AccessTable Access { get; } = new AccessTable()
        .Rpc("tyokyky.operations.v1.BusinessClockService/GetBusinessClock", Role.Service)
        .Rpc("tyokyky.operations.v1.BusinessClockService/MoveBusinessClock", Role.Service);

    public override Task<GetBusinessClockResponse> GetBusinessClock(GetBusinessClockRequest request, ServerCallContext context) =>
        context.Answer(request, GetAsync);

    public override Task<MoveBusinessClockResponse> MoveBusinessClock(MoveBusinessClockRequest request, ServerCallContext context) =>
        context.Answer(request, MoveAsync);

    private Task<GetBusinessClockResponse> GetAsync(GetBusinessClockRequest request, Call call)
    {
        RequireSandbox(call);
        return Task.FromResult(new GetBusinessClockResponse { Now = clock.Now.ToTimestamp(), Offset = clock.Offset.ToDuration() });
    }

    private async Task<MoveBusinessClockResponse> MoveAsync(MoveBusinessClockRequest request, Call call)
    {
        RequireSandbox(call);
        Check.Shape(check => check.Required("offset", request.Offset));
        Check.Shape(check => check.That(
            request.Offset.Seconds is >= 0 and < 3_200_000_000 && request.Offset.Nanos is >= 0 and < 1_000_000_000,
            "offset",
            "DURATION_INVALID",
            "zero to a hundred years"));

        await clock.MoveAsync(request.Offset.ToTimeSpan(), call.Caller.Subject, call.Cancel);
        return new MoveBusinessClockResponse { Now = clock.Now.ToTimestamp(), Offset = clock.Offset.ToDuration() };
    }

    private static void RequireSandbox(Call call)
    {
        if (call.Caller.Subject != Sandbox)
        {
            throw new DomainException(ErrorKind.PermissionDenied, "NOT_THE_SANDBOX", "Only the Sandbox reads and moves the business clock.");
        }
    }
}
