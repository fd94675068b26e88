using Grpc.Core;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Referrals.UseCases;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals;

/// <summary>Programmes and the clients in them. One RPC, one line: each use case is the file of its name.</summary>
internal sealed class ProgrammesGrpcService : ProgrammesService.ProgrammesServiceBase
{
    public override Task<OpenProgrammeResponse> OpenProgramme(OpenProgrammeRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<OpenProgramme>().Handle);

    public override Task<GetProgrammeResponse> GetProgramme(GetProgrammeRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<GetProgramme>().Handle);

    public override Task<ListProgrammesResponse> ListProgrammes(ListProgrammesRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ListProgrammes>().Handle);

    public override Task<EnrolClientResponse> EnrolClient(EnrolClientRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<EnrolClient>().Handle);

    public override Task<LeaveProgrammeResponse> LeaveProgramme(LeaveProgrammeRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<LeaveProgramme>().Handle);

    public override Task<ListProgrammeClientsResponse> ListProgrammeClients(ListProgrammeClientsRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ListProgrammeClients>().Handle);

    public override Task<CloseProgrammeResponse> CloseProgramme(CloseProgrammeRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<CloseProgramme>().Handle);
}
