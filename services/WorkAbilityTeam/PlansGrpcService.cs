using Grpc.Core;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.WorkAbilityTeam.UseCases;

namespace Tyokyky.WorkAbilityTeam;

/// <summary>Support plans. One RPC, one line: each use case is the file of its name.</summary>
internal sealed class PlansGrpcService : PlansService.PlansServiceBase
{
    public override Task<WritePlanResponse> WritePlan(WritePlanRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<WritePlan>().Handle);

    public override Task<RecordClientAnswerResponse> RecordClientAnswer(RecordClientAnswerRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<RecordClientAnswer>().Handle);

    public override Task<GetPlanResponse> GetPlan(GetPlanRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<GetPlan>().Handle);
}
