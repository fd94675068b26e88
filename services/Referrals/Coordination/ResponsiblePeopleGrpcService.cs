using Grpc.Core;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Referrals.UseCases;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals;

/// <summary>Named people and the work that they carry. One RPC, one line: each use case is the file of its name.</summary>
internal sealed class ResponsiblePeopleGrpcService : ResponsiblePeopleService.ResponsiblePeopleServiceBase
{
    public override Task<NameResponsiblePersonResponse> NameResponsiblePerson(NameResponsiblePersonRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<NameResponsiblePerson>().Handle);

    public override Task<RecordClientAcceptanceResponse> RecordClientAcceptance(RecordClientAcceptanceRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<RecordClientAcceptance>().Handle);

    public override Task<EndResponsibilityResponse> EndResponsibility(EndResponsibilityRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<EndResponsibility>().Handle);

    public override Task<ListResponsiblePeopleResponse> ListResponsiblePeople(ListResponsiblePeopleRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ListResponsiblePeople>().Handle);

    public override Task<EndCaseManagementResponse> EndCaseManagement(EndCaseManagementRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<EndCaseManagement>().Handle);

    public override Task<SetDeputyResponse> SetDeputy(SetDeputyRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<SetDeputy>().Handle);

    public override Task<EndDeputyResponse> EndDeputy(EndDeputyRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<EndDeputy>().Handle);

    public override Task<ListDeputiesResponse> ListDeputies(ListDeputiesRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ListDeputies>().Handle);

    public override Task<HandOverClientsResponse> HandOverClients(HandOverClientsRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<HandOverClients>().Handle);

    public override Task<ListCaseloadsResponse> ListCaseloads(ListCaseloadsRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ListCaseloads>().Handle);

    public override Task<SetFullTimeEquivalentResponse> SetFullTimeEquivalent(SetFullTimeEquivalentRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<SetFullTimeEquivalent>().Handle);

    public override Task<ListFullTimeEquivalentsResponse> ListFullTimeEquivalents(ListFullTimeEquivalentsRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ListFullTimeEquivalents>().Handle);

    public override Task<SumFullTimeEquivalentsResponse> SumFullTimeEquivalents(SumFullTimeEquivalentsRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<SumFullTimeEquivalents>().Handle);
}
