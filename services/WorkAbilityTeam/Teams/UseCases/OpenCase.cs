using Tyokyky.WorkAbilityTeam.Common;

namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Opens a case directly, of a client on whom the caller's organisation has a record.</summary>
[Access(Team, Relation.Controller)]
internal sealed class OpenCase(
    CaseKind cases, CaseView view, ActionOwners owners, KnownParties known, Database database, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(OpenCaseRequest request, Check check) =>
        check.OptionalCode("referring_service", request.ReferringService, "contacting-service", clock.CodeDay(request.OpenedOn));

    public Task<OpenCaseResponse> Handle(OpenCaseRequest request, Call call)
    {
        var clientId = Guid.Parse(request.ClientId);
        var organisation = call.Caller.Organisation;

        return unitOfWork
            .Load(
                request,
                call,
                RegisterStore.Client(clientId, organisation, request.Programme).Unguarded("the fact tells what was known of the client when it opened"),
                CaseStore.OpenOf(clientId, organisation).All().Unguarded("the commit itself finds that there is none"),
                (client, open) => (Client: client, Open: open!))
            .Authorize(_ => new AuditSubject(clientId, "case", ""), found => found.Client is null ? (Relation?)null : Relation.Controller)
            .WriteAsync(async (found, commit) =>
            {
                if (found.Open is [var other, ..])
                {
                    throw CaseErrors.AlreadyOpen(other);
                }

                var teamCase = await ComposeAsync(request, found.Client!, call);
                commit.GuardAbsence(CaseStore.OpenRows(clientId, organisation));
                await cases.ApplyAsync(commit, null, (teamCase, teamCase.Opened()));
                return new OpenCaseResponse { TeamCase = await view.OfAsync(teamCase, Relation.Owner, call) };
            });
    }

    private async Task<TeamCase> ComposeAsync(OpenCaseRequest request, CountedClient client, Call call)
    {
        var on = clock.DayOrToday("opened_on", request.OpenedOn);
        await known.RequireProgrammeAsync("programme", request.Programme, on, call);
        var teamId = Ids.Optional(request.TeamId);
        await owners.RequireTeamAsync(teamId, call.Caller.Organisation, on, call);
        return new TeamCase
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Client = client,
            Organisation = call.Caller.Organisation,
            ReferredBy = ReferredBy.Nobody with { Service = request.ReferringService },
            OpenedOn = on,
            TeamId = teamId
                ?? (await database.OneAsync(TeamStore.Serving(call.Caller.Organisation, client.Municipality, on), call.Cancel) is [var only] ? only : null),
        };
    }
}
