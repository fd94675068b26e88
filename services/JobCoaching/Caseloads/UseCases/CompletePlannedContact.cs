namespace Tyokyky.JobCoaching.Caseloads;

/// <summary>Says that a planned contact was made.</summary>
[Access(Role.Coach, Relation.Owner)]
internal sealed class CompletePlannedContact(ContactPlanKind plans, Database database, IBusinessClock clock)
{
    public Task<CompletePlannedContactResponse> Handle(CompletePlannedContactRequest request, Call call)
    {
        var contact = Ids.Optional(request.ContactId);

        return plans.ChangeAsync(
            request,
            call,
            CaseloadStore.WholePlan(Guid.Parse(request.PlannedContactId)),
            async plan =>
            {
                var done = plan.Complete(contact, clock.DayOrToday("done_on", request.DoneOn));
                if (contact is { } logged && !await database.OneAsync(CaseloadStore.HasContact(plan.CoachingId, logged), call.Cancel))
                {
                    throw CaseloadErrors.ContactUnknown();
                }

                return done;
            },
            plan => new CompletePlannedContactResponse { PlannedContact = plan });
    }
}
