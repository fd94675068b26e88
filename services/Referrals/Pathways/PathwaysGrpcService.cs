using Grpc.Core;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Referrals.UseCases;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals;

/// <summary>Clients' pathways and their templates. One RPC, one line: each use case is the file of its name.</summary>
internal sealed class PathwaysGrpcService : PathwaysService.PathwaysServiceBase
{
    public override Task<ListPathwayTemplatesResponse> ListPathwayTemplates(ListPathwayTemplatesRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ListPathwayTemplates>().Handle);

    public override Task<OpenPathwayResponse> OpenPathway(OpenPathwayRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<OpenPathway>().Handle);

    public override Task<GetPathwayResponse> GetPathway(GetPathwayRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<GetPathway>().Handle);

    public override Task<ListPathwaysResponse> ListPathways(ListPathwaysRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ListPathways>().Handle);

    public override Task<AddPathwayStepResponse> AddPathwayStep(AddPathwayStepRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<AddPathwayStep>().Handle);

    public override Task<PlanPathwayStepResponse> PlanPathwayStep(PlanPathwayStepRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<PlanPathwayStep>().Handle);

    public override Task<StartPathwayStepResponse> StartPathwayStep(StartPathwayStepRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<StartPathwayStep>().Handle);

    public override Task<EndPathwayStepResponse> EndPathwayStep(EndPathwayStepRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<EndPathwayStep>().Handle);

    public override Task<SkipPathwayStepResponse> SkipPathwayStep(SkipPathwayStepRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<SkipPathwayStep>().Handle);

    public override Task<RepeatPathwayStepResponse> RepeatPathwayStep(RepeatPathwayStepRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<RepeatPathwayStep>().Handle);

    public override Task<PausePathwayStepResponse> PausePathwayStep(PausePathwayStepRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<PausePathwayStep>().Handle);

    public override Task<ResumePathwayStepResponse> ResumePathwayStep(ResumePathwayStepRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ResumePathwayStep>().Handle);

    public override Task<SetNextActionResponse> SetNextAction(SetNextActionRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<SetNextAction>().Handle);

    public override Task<AssignPathwayOwnerResponse> AssignPathwayOwner(AssignPathwayOwnerRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<AssignPathwayOwner>().Handle);

    public override Task<ClosePathwayResponse> ClosePathway(ClosePathwayRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ClosePathway>().Handle);
}
