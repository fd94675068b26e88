using Tyokyky.JobCoaching.Coachings;

namespace Tyokyky.JobCoaching.Caseloads;

/// <summary>Plans a contact of a coaching that has started.</summary>
[Access(Role.Coach, Relation.Owner)]
internal sealed class PlanContact(ContactPlanKind plans, UnitOfWork unitOfWork, Database database, TimeProvider time, IBusinessClock clock)
{
    public void Validate(PlanContactRequest request, Check check) => check
        .OptionalDayAfter("planned_on", request.PlannedOn, clock.Today.AddDays(-1))
        .OptionalCode("purpose", request.Purpose, CoachContact.PurposesOf(request.Party), clock.CodeDay(request.PlannedOn));

    public Task<PlanContactResponse> Handle(PlanContactRequest request, Call call)
    {
        var coachingId = Guid.Parse(request.CoachingId);

        return unitOfWork
            .Load(request, call, CoachingStore.ById(coachingId).Unguarded("one that started stays so; that it is no mistake is fenced"))
            .Authorize(coaching => new AuditSubject(coaching?.Client.Id, "coaching", coachingId), coaching => coaching?.RelationOf(call.Caller))
            .WriteAsync(async (coaching, commit) =>
            {
                coaching!.MayPlanContact();
                await database.RequireCoachIfNamedAsync(request.Coach, request.PlannedOn.ToDay(), call);
                var plan = Compose(request, coaching);
                commit.Fence(CoachingStore.Standing(coachingId));
                var now = await plans.ApplyAsync(commit, null, (plan, plan.Planned(clock.Today)));
                return new PlanContactResponse { PlannedContact = now.ToMessage() };
            });
    }

    private ContactPlan Compose(PlanContactRequest request, Coaching coaching) => new()
    {
        Id = Guid.CreateVersion7(time.GetUtcNow()),
        CoachingId = coaching.Id,
        ClientId = coaching.Client.Id,
        Organisation = coaching.Organisation,
        Coach = request.Coach,
        PlannedOn = request.PlannedOn.ToDay(),
        Party = request.Party,
        Mode = request.Mode,
        Purpose = request.Purpose,
        Note = request.Note,
    };
}
