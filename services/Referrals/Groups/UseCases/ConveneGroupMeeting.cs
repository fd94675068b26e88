using Tyokyky.Referrals.Networks;

namespace Tyokyky.Referrals.Groups;

/// <summary>Convenes a meeting of a standing group.</summary>
[Access(Role.Coordinator | Role.Manager, Relation.Owner)]
internal sealed class ConveneGroupMeeting(
    StandingGroupKind groups, GroupMeetingKind meetings, StandingGroupView view, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(ConveneGroupMeetingRequest request, Check check) => check.GroupPlan(request.Plan, clock.Today);

    public Task<ConveneGroupMeetingResponse> Handle(ConveneGroupMeetingRequest request, Call call)
    {
        var plan = request.Plan.ToPlan(clock.Today);

        return unitOfWork
            .Load(request, call, StandingGroupStore.ById(Guid.Parse(request.GroupId)).Fenced(StandingGroupStore.StandingGroupRow.Fence))
            .Authorize(_ => new AuditSubject(null, "standing-group", request.GroupId), group => group?.RelationOf(call.Caller))
            .WriteAsync(async (group, commit) =>
            {
                await groups.ApplyAsync(commit, group, group!.Convene(clock.Now));
                var meeting = new GroupMeeting
                {
                    Id = Guid.CreateVersion7(time.GetUtcNow()),
                    GroupId = group.Id,
                    Plan = plan,
                    ConvenedOn = clock.Today,
                    RecordedAt = time.GetUtcNow(),
                };
                var convened = new Transition(meeting.ObjectType, meeting.Id, "", StateCode.Of(meeting.Status), clock.Now);
                await meetings.ApplyAsync(commit, null, (new MeetingOfGroup(meeting, group), convened));

                return new ConveneGroupMeetingResponse { Meeting = await view.Of(meeting, group, call) };
            });
    }
}

internal static class GroupMeetingChecks
{
    /// <summary>What the contract cannot say of the plan of a group's meeting.</summary>
    public static Check GroupPlan(this Check check, Proto.GroupMeetingPlan? plan, DateOnly today) =>
        check.Within("plan", plan, (each, given) => each.OptionalDayAfter("planned_on", given.PlannedOn, today.AddDays(-1)));

    /// <summary>As the domain keeps it.</summary>
    public static GroupMeetingPlan ToPlan(this Proto.GroupMeetingPlan plan, DateOnly today)
    {
        var (day, startsAt) = NetworkMeetingChecks.When(plan.PlannedOn, plan.StartsAt, today);
        return new GroupMeetingPlan(day, startsAt, plan.Mode, plan.Place, plan.Agenda);
    }
}
