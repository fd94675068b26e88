using Grpc.Core;
using Tyokyky.Contracts.Employers.V1;
using Tyokyky.EmployerRelations.UseCases;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.EmployerRelations;

/// <summary>Openings. One RPC, one line: each use case is the file of its name.</summary>
internal sealed class OpeningsGrpcService : OpeningsService.OpeningsServiceBase
{
    public override Task<PublishOpeningResponse> PublishOpening(PublishOpeningRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<PublishOpening>().Handle);

    public override Task<CloseOpeningResponse> CloseOpening(CloseOpeningRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<CloseOpening>().Handle);

    public override Task<FindOpeningsResponse> FindOpenings(FindOpeningsRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<FindOpenings>().Handle);
}
