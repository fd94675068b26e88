using Grpc.Core;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Referrals.UseCases;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals;

/// <summary>Standing groups. One RPC, one line: each use case is the file of its name.</summary>
internal sealed class StandingGroupsGrpcService : StandingGroupsService.StandingGroupsServiceBase
{
    public override Task<FoundStandingGroupResponse> FoundStandingGroup(FoundStandingGroupRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<FoundStandingGroup>().Handle);

    public override Task<GetStandingGroupResponse> GetStandingGroup(GetStandingGroupRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<GetStandingGroup>().Handle);

    public override Task<ListStandingGroupsResponse> ListStandingGroups(ListStandingGroupsRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ListStandingGroups>().Handle);

    public override Task<ChangeStandingGroupResponse> ChangeStandingGroup(ChangeStandingGroupRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ChangeStandingGroup>().Handle);

    public override Task<EndStandingGroupResponse> EndStandingGroup(EndStandingGroupRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<EndStandingGroup>().Handle);

    public override Task<AddGroupMemberResponse> AddGroupMember(AddGroupMemberRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<AddGroupMember>().Handle);

    public override Task<EndGroupMembershipResponse> EndGroupMembership(EndGroupMembershipRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<EndGroupMembership>().Handle);

    public override Task<ConveneGroupMeetingResponse> ConveneGroupMeeting(ConveneGroupMeetingRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ConveneGroupMeeting>().Handle);

    public override Task<PlanGroupMeetingResponse> PlanGroupMeeting(PlanGroupMeetingRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<PlanGroupMeeting>().Handle);

    public override Task<HoldGroupMeetingResponse> HoldGroupMeeting(HoldGroupMeetingRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<HoldGroupMeeting>().Handle);

    public override Task<AddGroupDecisionResponse> AddGroupDecision(AddGroupDecisionRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<AddGroupDecision>().Handle);

    public override Task<CancelGroupMeetingResponse> CancelGroupMeeting(CancelGroupMeetingRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<CancelGroupMeeting>().Handle);

    public override Task<EnterGroupMeetingInErrorResponse> EnterGroupMeetingInError(EnterGroupMeetingInErrorRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<EnterGroupMeetingInError>().Handle);

    public override Task<GetGroupMeetingResponse> GetGroupMeeting(GetGroupMeetingRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<GetGroupMeeting>().Handle);

    public override Task<ListGroupMeetingsResponse> ListGroupMeetings(ListGroupMeetingsRequest request, ServerCallContext context) => context.Answer(request, context.UseCase<ListGroupMeetings>().Handle);
}
