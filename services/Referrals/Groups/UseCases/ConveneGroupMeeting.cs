namespace Tyokyky.Referrals.UseCases;

/// <summary>Convenes a meeting of a standing group.</summary>
[Access(Role.Coordinator | Role.Manager, Relation.Owner)]
internal sealed class ConveneGroupMeeting(StandingGroupView view, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(ConveneGroupMeetingRequest request, Check check) => check.GroupPlan(request.Plan, clock.Today);

    public async Task<ConveneGroupMeetingResponse> Handle(ConveneGroupMeetingRequest request, Call call)
    {
        var plan = request.Plan.ToPlan(clock.Today);

        var group = await unitOfWork.LoadAsync(call, request, StandingGroupStore.ById(Guid.Parse(request.GroupId)));
        call.Authorize(group, group?.RelationOf(call.Caller));
        if (call.Replay<ConveneGroupMeetingResponse>() is { } done)
        {
            return done;
        }

        var (next, transition) = group.Convene(clock.Now);
        var meeting = new GroupMeeting { Id = Guid.CreateVersion7(time.GetUtcNow()), GroupId = group.Id, Plan = plan, ConvenedOn = clock.Today, RecordedAt = time.GetUtcNow() };

        return await unitOfWork.Commit(call, request)
            .Guard(StandingGroupStore.Update(next))
            .Transition(transition)
            .Add(GroupMeetingStore.Insert(meeting))
            .Transition(new Transition(meeting.ObjectType, meeting.Id, "", StateCode.Of(meeting.Status), clock.Now))
            .SaveAsync(new ConveneGroupMeetingResponse { Meeting = await view.Of(meeting, group, call) });
    }
}

internal static class GroupMeetingChecks
{
    /// <summary>What can be wrong with the plan of a group's meeting.</summary>
    public static Check GroupPlan(this Check check, Proto.GroupMeetingPlan? plan, DateOnly today) => check.Required("plan", plan).Within("plan", plan, (each, given) => each
        .OptionalDayAfter("planned_on", given.PlannedOn, today.AddDays(-1))
        .OptionalInstant("starts_at", given.StartsAt)
        .OptionalSpecified("mode", given.Mode)
        .MaxLength("place", given.Place, 500)
        .MaxLength("agenda", given.Agenda, 4000));

    /// <summary>As the domain keeps it.</summary>
    public static GroupMeetingPlan ToPlan(this Proto.GroupMeetingPlan plan, DateOnly today)
    {
        var (day, startsAt) = NetworkMeetingChecks.When(plan.PlannedOn, plan.StartsAt, today);
        return new GroupMeetingPlan(day, startsAt, plan.Mode, plan.Place, plan.Agenda);
    }
}
