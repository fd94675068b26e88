using Grpc.Core;
using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.JobCoaching.UseCases;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.JobCoaching;

/// <summary>Coachings and their contacts. One RPC, one line: each use case is the file of its name.</summary>
internal sealed class CoachingsGrpcService : CoachingsService.CoachingsServiceBase
{
    public override Task<GetCoachingResponse> GetCoaching(GetCoachingRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<GetCoaching>().Handle);

    public override Task<ListCoachingsResponse> ListCoachings(ListCoachingsRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ListCoachings>().Handle);

    public override Task<StartCoachingResponse> StartCoaching(StartCoachingRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<StartCoaching>().Handle);

    public override Task<LogContactResponse> LogContact(LogContactRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<LogContact>().Handle);

    public override Task<FindOpeningsResponse> FindOpenings(FindOpeningsRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<FindOpenings>().Handle);

    public override Task<EndCoachingResponse> EndCoaching(EndCoachingRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<EndCoaching>().Handle);
}
