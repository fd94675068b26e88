using Tyokyky.JobCoaching.Coachings;

namespace Tyokyky.JobCoaching.Caseloads;

/// <summary>Moves a planned contact to another day or another coach.</summary>
[Access(Role.Coach, Relation.Owner)]
internal sealed class MovePlannedContact(ContactPlanKind plans, Database database, IBusinessClock clock)
{
    public void Validate(MovePlannedContactRequest request, Check check) => check
        .OptionalDayAfter("planned_on", request.PlannedOn, clock.Today.AddDays(-1));

    public Task<MovePlannedContactResponse> Handle(MovePlannedContactRequest request, Call call)
    {
        return plans.ChangeAsync(
            request,
            call,
            CaseloadStore.WholePlan(Guid.Parse(request.PlannedContactId)),
            async plan =>
            {
                await database.RequireCoachIfNamedAsync(request.Coach, request.PlannedOn.ToDay(), call);
                return plan.Move(request.PlannedOn.ToDay(), request.Coach.Length > 0 ? request.Coach : plan.Coach, clock.Today);
            },
            plan => new MovePlannedContactResponse { PlannedContact = plan });
    }
}
