namespace Tyokyky.Referrals.UseCases;

/// <summary>Names the client's case manager (asiakasvastaava), who takes over without a gap.</summary>
[Access(Role.Coordinator | Role.TeamMember, Relation.Controller | Relation.Receiver | Relation.CaseManager)]
internal sealed class AppointCaseManager(OrganisationStore organisations, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(AppointCaseManagerRequest request, Check check) => check
        .OptionalProgramme("programme", request.Programme)
        .OptionalCode("reason", request.Reason, "reassignment-reason", clock.Today);

    public Task<AppointCaseManagerResponse> Handle(AppointCaseManagerRequest request, Call call)
    {
        var clientId = Guid.Parse(request.ClientId);

        return unitOfWork
            .Load(
                request,
                call,
                CoordinationStore.TiesTo(clientId, call.Caller, clock.Today).Unguarded("who may is judged when the call is made"),
                CoordinationStore.CaseManagersOf(clientId).Unguarded("the appointment guards the case management by its version"),
                (ties, appointments) => (Ties: ties!, Management: CaseManagement.Of(clientId, appointments!)))
            .Authorize(_ => new AuditSubject(clientId, "case-management", clientId), found => found.Ties.RelationOf(call.Caller))
            .WriteAsync(async (found, commit) =>
            {
                // First of all: the etag of a case management that the caller does not know of is told to nobody.
                found.Ties.MustKnowCaseManager(call.Caller);
                call.MustMatch(found.Management.SeenEtag);
                var from = clock.DayOrToday("from_day", request.FromDay);
                var appointment = new Appointment(request.Worker, request.WorkerName, call.Caller.Organisation, from, time.GetUtcNow(), request.Programme);
                Write(commit, found.Management, found.Management.Appoint(appointment, request.Reason, clock.Now));
                return new AppointCaseManagerResponse
                {
                    CaseManager = appointment.ToMessage(clientId, nextFrom: null, await organisations.NamesAsync([appointment.Organisation], call.Cancel)),
                    Etag = found.Management.At(found.Management.Version + 1).Etag,
                };
            });
    }

    /// <summary>What an appointment writes, also when a worker's clients are reassigned together.</summary>
    public static void Write(Commit commit, CaseManagement before, (CaseManagement Now, Transition Transition) change)
    {
        var (id, next) = (before.ClientId, change.Now.Current!);
        // What the case manager before owned or had goes with the client.
        if (before.Current is { } last)
        {
            commit
                .ChangeEach(PathwayStore.ChangeOwner(id, next.Organisation, last.Worker, next.Worker, next.WorkerName), "pathway", "owner-assigned")
                .ChangeEach(ReferralStore.BumpOfWorker(id, next.Organisation, last.Worker), "referral", "worker-left", TaskFacts.Updated)
                .Add(ReferralStore.LeaveByWorker(id, next.Organisation, last.Worker));
        }

        Guard(commit, before)
            .Add(CoordinationStore.Insert(before, next))
            .Transition(change.Transition)
            .Fact(
                new CaseManagerAppointed
                {
                    ClientId = id.ToString(),
                    Organisation = next.Organisation,
                    FromDay = next.FromDay.ToDate(),
                    Reason = change.Transition.Reason,
                    Programme = next.Programme,
                },
                id.ToString())
            .LogChange(id, before.ObjectType, id);
    }

    // The first one of all that a person has, whichever of the person's ids two callers go by.
    private static Commit Guard(Commit commit, CaseManagement before) => before.Version > 0
        ? commit.Change(before, CoordinationStore.Bump(before))
        : commit
            .Lock(ClientLocks.Change(ClientLocks.CaseManagement, before.ClientId))
            .GuardAbsence(CoordinationStore.AnyOf(before.ClientId))
            .Guard(CoordinationStore.Begin(before));
}
