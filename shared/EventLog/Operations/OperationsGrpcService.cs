using Grpc.Core;
using Tyokyky.Contracts.Operations.V1;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.EventLog;

/// <summary>What operators see and do, one line per RPC.</summary>
internal sealed class OperationsGrpcService(
    StatusReport status, ParkedFactOperations parked, DueWorkOperations dueWork, ProjectionOperations projections, OperatorOperations operators)
    : OperationsService.OperationsServiceBase
{
    // Dashboards ask for the status every few seconds.
    public static AccessTable Access { get; } = OperationsService.Descriptor.Methods.Aggregate(
        new AccessTable().Untraced($"{OperationsService.Descriptor.FullName}/{nameof(GetStatus)}"),
        (table, method) => table.Rpc($"{OperationsService.Descriptor.FullName}/{method.Name}", Role.Operator));

    public override Task<GetStatusResponse> GetStatus(GetStatusRequest request, ServerCallContext context) => context.Answer(request, status.GetAsync);

    public override Task<ListParkedFactsResponse> ListParkedFacts(ListParkedFactsRequest request, ServerCallContext context) =>
        context.Answer(request, parked.ListAsync);

    public override Task<RetryParkedFactsResponse> RetryParkedFacts(RetryParkedFactsRequest request, ServerCallContext context) =>
        context.Answer(request, parked.RetryAsync);

    public override Task<SkipParkedFactResponse> SkipParkedFact(SkipParkedFactRequest request, ServerCallContext context) =>
        context.Answer(request, parked.SkipAsync);

    public override Task<ResolveDivergenceResponse> ResolveDivergence(ResolveDivergenceRequest request, ServerCallContext context) =>
        context.Answer(request, projections.ResolveAsync);

    public override Task<ListDueWorkResponse> ListDueWork(ListDueWorkRequest request, ServerCallContext context) => context.Answer(request, dueWork.ListAsync);

    public override Task<RunDueWorkResponse> RunDueWork(RunDueWorkRequest request, ServerCallContext context) => context.Answer(request, dueWork.RunAsync);

    public override Task<VerifyProjectionResponse> VerifyProjection(VerifyProjectionRequest request, ServerCallContext context) =>
        context.Answer(request, projections.VerifyAsync);

    public override Task<RebuildProjectionResponse> RebuildProjection(RebuildProjectionRequest request, ServerCallContext context) =>
        context.Answer(request, projections.RebuildAsync);

    public override Task<SetLogLevelResponse> SetLogLevel(SetLogLevelRequest request, ServerCallContext context) =>
        context.Answer(request, operators.SetLogLevelAsync);

    public override Task<ListOperatorActionsResponse> ListOperatorActions(ListOperatorActionsRequest request, ServerCallContext context) =>
        context.Answer(request, operators.ListActionsAsync);
}
