namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Marks a case as recorded by mistake, with what was still to be done.</summary>
[Access(Team, Relation.Owner)]
internal sealed class EnterCaseInError(
    CaseKind cases, CaseView view, CaseRelations relations, Database database, UnitOfWork unitOfWork, IBusinessClock clock)
{
    public void Validate(EnterCaseInErrorRequest request, Check check) => check.OptionalCode("reason", request.Reason, "error-reason", clock.Today);

    public Task<EnterCaseInErrorResponse> Handle(EnterCaseInErrorRequest request, Call call)
    {
        var id = Guid.Parse(request.CaseId);
        return unitOfWork
            .Load(
                request,
                call,
                CaseStore.ById(id).Unguarded("the case changes by its version"),
                CaseStore.InvitationsOf(id).Unguarded("the case's version guards them"),
                ActionStore.OfCases(id).Unguarded("each that changes does so by its version"),
                (teamCase, invitations, actions) => (Case: teamCase is null ? null : teamCase with { Invitations = invitations! }, Actions: actions!))
            .Authorize(
                found => new AuditSubject(found.Case?.Client.Id, "case", id),
                async found => found.Case is null ? null : await relations.OfAsync(found.Case, call))
            .Match(found => found.Case?.Etag.Value)
            .WriteAsync(async (found, commit) =>
            {
                var before = found.Case!;
                var (mistaken, transition) = before.EnterInError(request.Reason, request.Note, clock.Today, clock.Now);
                await cases.ApplyAsync(commit, before, (mistaken, transition));
                var actions = ActionKind.EnterInError(commit, found.Actions, transition, clock);
                var shown = mistaken.At(before.Version + 1) with { Meetings = (await database.OneAsync(MeetingStore.AgendasOf(id), call.Cancel))! };
                return new EnterCaseInErrorResponse { TeamCase = await view.OfAsync(shown, Relation.Owner, call, actions) };
            });
    }
}
