namespace Tyokyky.Referrals.UseCases;

/// <summary>Names the client's case manager (asiakasvastaava), who takes over without a gap.</summary>
[Access(Role.Coordinator | Role.TeamMember, Relation.Controller | Relation.Receiver | Relation.CaseManager)]
internal sealed class AppointCaseManager(OrganisationStore organisations, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(AppointCaseManagerRequest request, Check check) => check
        .OptionalProgramme("programme", request.Programme)
        .OptionalCode("reason", request.Reason, "reassignment-reason", clock.Today);

    public async Task<AppointCaseManagerResponse> Handle(AppointCaseManagerRequest request, Call call)
    {
        var clientId = Guid.Parse(request.ClientId);

        var (ties, appointments) = await unitOfWork.LoadAsync(call, request, CoordinationStore.TiesTo(clientId, call.Caller, clock.Today), CoordinationStore.CaseManagersOf(clientId));
        call.SetAuditSubject(request.ClientId, "case-management", request.ClientId);
        call.Authorize(ties?.RelationOf(call.Caller));
        if (call.Replay<AppointCaseManagerResponse>() is { } done)
        {
            return done;
        }

        var management = new CaseManagement(appointments!.Select(before => before.ClientId).FirstOrDefault() ?? clientId, appointments!, appointments!.Count);
        ties!.MustKnowCaseManager(call.Caller);
        call.MustMatch(request.Etag, management.Etag);
        var appointment = new Appointment(request.Worker, request.WorkerName, call.Caller.Organisation, clock.DayOrToday("from_day", request.FromDay), time.GetUtcNow(), request.Programme);
        var transition = management.Appoint(appointment, request.Reason, clock.Now);

        return await Write(unitOfWork.Commit(call, request), management, appointment, transition)
            .SaveAsync(new AppointCaseManagerResponse
            {
                CaseManager = appointment.ToMessage(clientId, nextFrom: null, await organisations.NamesAsync([appointment.Organisation], call.Cancel)),
                Etag = Etag.Of(management.Version + 1, management.ClientId),
            });
    }

    /// <summary>What an appointment writes, also when a worker's clients are reassigned together.</summary>
    public static Commit Write(Commit commit, CaseManagement management, Appointment appointment, Transition transition) => WithWork(commit, management, appointment)
        .Guard(management.Version == 0 ? CoordinationStore.Begin(management) : CoordinationStore.Bump(management))
        .Add(CoordinationStore.Insert(management, appointment))
        .Transition(transition)
        .Fact(
            new CaseManagerAppointed
            {
                ClientId = management.ClientId.ToString(),
                Organisation = appointment.Organisation,
                FromDay = appointment.FromDay.ToDate(),
                Reason = transition.Reason,
                Programme = appointment.Programme,
            },
            management.ClientId.ToString())
        .LogChange(management.ClientId, management.ObjectType, management.ClientId);

    // What the case manager before owned or had goes with the client.
    private static Commit WithWork(Commit commit, CaseManagement management, Appointment appointment) =>
        management.Appointments is [.., { IsEnd: false } before, _]
            ? commit.ChangeEach(PathwayStore.ChangeOwner(management.ClientId, appointment.Organisation, before.Worker, appointment.Worker, appointment.WorkerName), "pathway", "owner-assigned")
                .ChangeEach(ReferralStore.BumpOfWorker(management.ClientId, appointment.Organisation, before.Worker), "referral", "worker-left", TaskFacts.Updated)
                .Add(ReferralStore.LeaveByWorker(management.ClientId, appointment.Organisation, before.Worker))
            : commit;
}
