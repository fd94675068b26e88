using Tyokyky.WorkAbilityTeam.Common;

namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Names the client's case manager (asiakasvastaava) in a meeting; another organisation is asked first.</summary>
[Access(Team, Relation.Owner)]
internal sealed class NameCaseManager(
    NamingKind namings, KnownParties known, Database database, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(NameCaseManagerRequest request, Check check) => check
        .OptionalBusinessId("organisation", request.Organisation)
        .OptionalCode("reason", request.Reason, "reassignment-reason", clock.Today);

    public Task<NameCaseManagerResponse> Handle(NameCaseManagerRequest request, Call call)
    {
        var (meetingId, caseId) = (Guid.Parse(request.MeetingId), Guid.Parse(request.CaseId));
        return unitOfWork
            .Load(
                request,
                call,
                MeetingStore.ById(meetingId).Fenced(MeetingStore.MeetingRow.Fence),
                MeetingStore.AgendaOf(meetingId).Unguarded("the meeting's version guards its agenda"),
                CaseStore.ById(caseId).Fenced(CaseStore.TeamCaseRow.Fence),
                (meeting, agenda, teamCase) => (Meeting: meeting is null ? null : meeting with { Agenda = agenda! }, Case: teamCase))
            .Authorize(
                found => new AuditSubject(found.Case?.Client.Id, "case-manager-naming", ""),
                found => found.Meeting is { } meeting && found.Case is { } teamCase
                    ? meeting.RelationOf(call.Caller) & teamCase.RelationOf(call.Caller)
                    : (Relation?)null)
            .WriteAsync(async (found, commit) =>
            {
                found.Meeting!.RequireNaming(caseId);
                found.Case!.RequireOpen();
                var naming = await ComposeAsync(request, found.Meeting, found.Case, call);
                await namings.ApplyAsync(commit, null, (naming, naming.Begun(clock.Now)));
                return new NameCaseManagerResponse { Naming = naming.ToMessage() };
            });
    }

    private async Task<Naming> ComposeAsync(NameCaseManagerRequest request, Meeting meeting, TeamCase teamCase, Call call)
    {
        var organisation = request.Organisation.Length > 0 ? request.Organisation : meeting.Organisation;
        var isOwn = organisation == meeting.Organisation;
        if (isOwn)
        {
            await RequireWorkerAsync(request, meeting, call);
        }
        else
        {
            await known.RequireOrganisationAsync("organisation", organisation, clock.Today, call);
            if (!request.ClientAgreed || await database.OneAsync(SharingStore.IsProhibited(teamCase.Id, organisation, clock.Today), call.Cancel))
            {
                throw MeetingErrors.ClientNotAgreed("client_agreed");
            }
        }

        if (await database.OneAsync(NamingStore.IsAsked(teamCase.Client.Id), call.Cancel))
        {
            throw MeetingErrors.NamingOpen();
        }

        return new Naming
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            CaseId = teamCase.Id,
            ClientId = teamCase.Client.Id,
            MeetingId = meeting.Id,
            Organisation = meeting.Organisation,
            NamedOrganisation = organisation,
            Worker = request.Worker,
            WorkerName = request.WorkerName,
            AgreedTask = request.AgreedTask,
            FromDay = clock.Today,
            Reason = request.Reason,
            State = isOwn ? NamingState.Agreed : NamingState.Asked,
            AnsweredOn = isOwn ? clock.Today : null,
        };
    }

    private async Task RequireWorkerAsync(NameCaseManagerRequest request, Meeting meeting, Call call)
    {
        Check.Shape(check => check.Required("worker", request.Worker));
        if (meeting.TeamId is not null)
        {
            var members = await database.OneAsync(TeamStore.Among(meeting.TeamId, [request.Worker], meeting.OnDay, clock.Today), call.Cancel);
            if (!members!.Any(member => member.Organisation == meeting.Organisation))
            {
                throw TeamErrors.UnknownWorker("worker");
            }
        }
    }
}
