using Grpc.Core;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Referrals.UseCases;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals;

/// <summary>Clients' situations. One RPC, one line: each use case is the file of its name.</summary>
internal sealed class SituationGrpcService : SituationService.SituationServiceBase
{
    public override Task<RecordSituationResponse> RecordSituation(RecordSituationRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<RecordSituation>().Handle);

    public override Task<CorrectSituationResponse> CorrectSituation(CorrectSituationRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<CorrectSituation>().Handle);

    public override Task<RetractSituationResponse> RetractSituation(RetractSituationRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<RetractSituation>().Handle);

    public override Task<ListSituationResponse> ListSituation(ListSituationRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ListSituation>().Handle);
}
