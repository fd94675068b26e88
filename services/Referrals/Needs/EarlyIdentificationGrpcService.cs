using Grpc.Core;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Referrals.UseCases;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals;

/// <summary>Dated rules propose, a person decides. One RPC, one line: each use case is the file of its name.</summary>
internal sealed class EarlyIdentificationGrpcService : EarlyIdentificationService.EarlyIdentificationServiceBase
{
    public override Task<ListScreeningRulesResponse> ListScreeningRules(ListScreeningRulesRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ListScreeningRules>().Handle);

    public override Task<ScreenClientResponse> ScreenClient(ScreenClientRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ScreenClient>().Handle);

    public override Task<GetScreeningResponse> GetScreening(GetScreeningRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<GetScreening>().Handle);

    public override Task<ListScreeningsResponse> ListScreenings(ListScreeningsRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ListScreenings>().Handle);

    public override Task<DecideProposalResponse> DecideProposal(DecideProposalRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<DecideProposal>().Handle);

    public override Task<FindTriggeredClientsResponse> FindTriggeredClients(FindTriggeredClientsRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<FindTriggeredClients>().Handle);
}
