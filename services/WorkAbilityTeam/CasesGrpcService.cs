using Grpc.Core;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.WorkAbilityTeam.UseCases;

namespace Tyokyky.WorkAbilityTeam;

/// <summary>The team's cases and meetings. One RPC, one line: each use case is the file of its name.</summary>
internal sealed class CasesGrpcService : CasesService.CasesServiceBase
{
    public override Task<GetCaseResponse> GetCase(GetCaseRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<GetCase>().Handle);

    public override Task<ListCasesResponse> ListCases(ListCasesRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ListCases>().Handle);

    public override Task<RecordMeetingResponse> RecordMeeting(RecordMeetingRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<RecordMeeting>().Handle);

    public override Task<CloseCaseResponse> CloseCase(CloseCaseRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<CloseCase>().Handle);
}
