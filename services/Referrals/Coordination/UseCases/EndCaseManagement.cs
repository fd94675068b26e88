namespace Tyokyky.Referrals.UseCases;

/// <summary>Ends a client's case management, when nothing is under way that needs a case manager.</summary>
[Access(Role.Coordinator | Role.TeamMember, Known)]
internal sealed class EndCaseManagement(UnitOfWork unitOfWork, Database database, TimeProvider time, IBusinessClock clock)
{
    public void Validate(EndCaseManagementRequest request, Check check) => check.OptionalCode("reason", request.Reason, "responsibility-end-reason", clock.CodeDay(request.FromDay));

    public async Task<EndCaseManagementResponse> Handle(EndCaseManagementRequest request, Call call)
    {
        var clientId = Guid.Parse(request.ClientId);

        var (ties, appointments, inProgramme) = await unitOfWork.LoadAsync(
            call, request, CoordinationStore.TiesTo(clientId, call.Caller, clock.Today), CoordinationStore.CaseManagersOf(clientId), ProgrammeStore.IsInAny(clientId));
        call.SetAuditSubject(request.ClientId, "case-management", request.ClientId);
        call.Authorize(ties?.RelationOf(call.Caller));
        if (call.Replay<EndCaseManagementResponse>() is { } done)
        {
            return done;
        }

        var management = new CaseManagement(appointments!.Select(before => before.ClientId).FirstOrDefault() ?? clientId, appointments!, appointments!.Count);
        ties!.MustKnowCaseManager(call.Caller);
        call.MustMatch(request.Etag, management.Etag);
        var last = management.Current;
        // First of all: what the client is in is not told to who asks about nobody's case management.
        var (end, transition) = management.End(clock.DayOrToday("from_day", request.FromDay), request.Reason, clock.Now, time.GetUtcNow());
        if (inProgramme)
        {
            throw ResponsibilityErrors.StillInProgramme();
        }

        if (await database.OneAsync(PathwayStore.IsOnAny(clientId), call.Cancel))
        {
            throw PathwayErrors.StillOnPathway();
        }

        return await unitOfWork.Commit(call, request)
            .Lock(ClientLocks.Change(ClientLocks.CaseManagement, clientId))
            .GuardAbsence(PathwayStore.OpenOf(clientId))
            .GuardAbsence(ProgrammeStore.OpenOf(clientId))
            .Guard(CoordinationStore.Bump(management))
            .Add(CoordinationStore.Insert(management, end))
            .Transition(transition)
            .Fact(new CaseManagementEnded { ClientId = management.ClientId.ToString(), Organisation = last!.Organisation, FromDay = end.FromDay.ToDate(), Reason = request.Reason }, management.ClientId.ToString())
            .LogChange(clientId, management.ObjectType, clientId)
            .SaveAsync(new EndCaseManagementResponse { Etag = Etag.Of(management.Version + 1, management.ClientId) });
    }
}
