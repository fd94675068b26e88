namespace Tyokyky.JobCoaching.Caseloads;

/// <summary>Cancels a planned contact.</summary>
[Access(Role.Coach, Relation.Owner)]
internal sealed class CancelPlannedContact(ContactPlanKind plans, IBusinessClock clock)
{
    public void Validate(CancelPlannedContactRequest request, Check check) => check
        .OptionalCode("reason", request.Reason, "planned-contact-cancellation-reason", clock.Today);

    public Task<CancelPlannedContactResponse> Handle(CancelPlannedContactRequest request, Call call)
    {
        return plans.ChangeAsync(
            request,
            call,
            CaseloadStore.WholePlan(Guid.Parse(request.PlannedContactId)),
            plan => plan.Cancel(request.Reason, clock.Today),
            plan => new CancelPlannedContactResponse { PlannedContact = plan });
    }
}
