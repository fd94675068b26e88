using Grpc.Core;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Referrals.UseCases;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals;

/// <summary>Needs assessments and what became of the needs. One RPC, one line: each use case is the file of its name.</summary>
internal sealed class ServiceNeedsGrpcService : ServiceNeedsService.ServiceNeedsServiceBase
{
    public override Task<RecordNeedsAssessmentResponse> RecordNeedsAssessment(RecordNeedsAssessmentRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<RecordNeedsAssessment>().Handle);

    public override Task<GetNeedsAssessmentResponse> GetNeedsAssessment(GetNeedsAssessmentRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<GetNeedsAssessment>().Handle);

    public override Task<ListServiceNeedsResponse> ListServiceNeeds(ListServiceNeedsRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ListServiceNeeds>().Handle);

    public override Task<ReceiveNeedResponse> ReceiveNeed(ReceiveNeedRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ReceiveNeed>().Handle);

    public override Task<QueueNeedResponse> QueueNeed(QueueNeedRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<QueueNeed>().Handle);

    public override Task<DeclineNeedResponse> DeclineNeed(DeclineNeedRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<DeclineNeed>().Handle);

    public override Task<MarkNeedWithoutServiceResponse> MarkNeedWithoutService(MarkNeedWithoutServiceRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<MarkNeedWithoutService>().Handle);

    public override Task<EnterNeedInErrorResponse> EnterNeedInError(EnterNeedInErrorRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<EnterNeedInError>().Handle);

    public override Task<ListUnmetNeedsResponse> ListUnmetNeeds(ListUnmetNeedsRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ListUnmetNeeds>().Handle);
}
