using Grpc.Core;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Referrals.UseCases;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals;

/// <summary>Network meetings. One RPC, one line: each use case is the file of its name.</summary>
internal sealed class NetworkMeetingsGrpcService : NetworkMeetingsService.NetworkMeetingsServiceBase
{
    public override Task<ConveneNetworkMeetingResponse> ConveneNetworkMeeting(ConveneNetworkMeetingRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ConveneNetworkMeeting>().Handle);

    public override Task<GetNetworkMeetingResponse> GetNetworkMeeting(GetNetworkMeetingRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<GetNetworkMeeting>().Handle);

    public override Task<ListNetworkMeetingsResponse> ListNetworkMeetings(ListNetworkMeetingsRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ListNetworkMeetings>().Handle);

    public override Task<PlanNetworkMeetingResponse> PlanNetworkMeeting(PlanNetworkMeetingRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<PlanNetworkMeeting>().Handle);

    public override Task<AnswerInvitationResponse> AnswerInvitation(AnswerInvitationRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<AnswerInvitation>().Handle);

    public override Task<RecordNamingAgreementResponse> RecordNamingAgreement(RecordNamingAgreementRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<RecordNamingAgreement>().Handle);

    public override Task<HoldNetworkMeetingResponse> HoldNetworkMeeting(HoldNetworkMeetingRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<HoldNetworkMeeting>().Handle);

    public override Task<AddMeetingActionResponse> AddMeetingAction(AddMeetingActionRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<AddMeetingAction>().Handle);

    public override Task<CancelNetworkMeetingResponse> CancelNetworkMeeting(CancelNetworkMeetingRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<CancelNetworkMeeting>().Handle);

    public override Task<EnterNetworkMeetingInErrorResponse> EnterNetworkMeetingInError(EnterNetworkMeetingInErrorRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<EnterNetworkMeetingInError>().Handle);
}
