namespace Tyokyky.WorkAbilityTeam.Consultations;

/// <summary>Records a session with the matters that it handled: all of them, or none.</summary>
[Access(Team, Relation.Owner)]
internal sealed class RecordConsultationSession(MatterKind matters, SessionKind sessions, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(RecordConsultationSessionRequest request, Check check)
    {
        var day = clock.CodeDay(request.HeldOn);
        check
            .Codes("professions_present", request.ProfessionsPresent, "profession", day)
            .That(
                request.ConsultationIds.DistinctBy(id => id.ToLowerInvariant()).Count() == request.ConsultationIds.Count,
                "consultation_ids", "VALUE_TWICE", "each matter once")
            .Each("matters", request.Matters, (each, matter) => each
                .OptionalBusinessId("asking_organisation", matter.AskingOrganisation)
                .OptionalCode("asking_service", matter.AskingService, "contacting-service", day)
                .OptionalCode("topic", matter.Topic, "contact-topic", day)
                .OptionalCode("answered_by", matter.AnsweredBy, "profession", day));
    }

    public Task<RecordConsultationSessionResponse> Handle(RecordConsultationSessionRequest request, Call call)
    {
        Guid[] ids = [.. request.ConsultationIds.Select(Guid.Parse)];

        return unitOfWork
            .Load(request, call, ConsultationStore.ByIds(ids).Unguarded("each matter changes by its version"))
            .Authorize(
                found => Subject(Decisive(ids, found!, call)),
                found => ids.Length == 0 ? Relation.Owner : Decisive(ids, found!, call).Matter?.RelationOf(call.Caller))
            .WriteAsync(async (found, commit) =>
            {
                var session = Compose(request, call, ids);
                var shown = new List<Matter>();
                await sessions.ApplyAsync(commit, null, (session, session.Held()));
                // In the order of their ids, so that two sessions that share matters wait for each other instead of locking each other out.
                foreach (var matter in found!)
                {
                    MustFit(matter, session, ids);
                    shown.Add((await matters.ApplyAsync(commit, matter, matter.Handled(session))).At(matter.Version + 1));
                }

                shown = [.. shown.OrderBy(matter => Array.IndexOf(ids, matter.Id))];
                foreach (var (came, id) in request.Matters.Zip(session.MatterIds.Skip(ids.Length)))
                {
                    var matter = CameUp(came, id, session);
                    shown.Add(await matters.ApplyAsync(commit, null, (matter, matter.Asked())));
                }

                return new RecordConsultationSessionResponse
                {
                    Session = session.ToMessage(),
                    Consultations = { shown.Select(matter => matter.ToMessage(clock.Today)) },
                };
            });
    }

    // One matter of another organisation refuses the whole session, and the row of the refusal names that one.
    private static (Guid Id, Matter? Matter) Decisive(Guid[] ids, IReadOnlyList<Matter> found, Call call) =>
        ids.Select(id => (Id: id, Matter: found.FirstOrDefault(one => one.Id == id)))
            .OrderBy(one => (one.Matter?.RelationOf(call.Caller) ?? Relation.None) & Relation.Owner).FirstOrDefault();

    private static AuditSubject Subject((Guid Id, Matter? Matter) decisive) => new(decisive.Matter?.ClientId, "consultation", decisive.Id);

    private static void MustFit(Matter matter, HeldSession session, Guid[] ids)
    {
        if (matter.Kind != session.Kind)
        {
            throw ConsultationErrors.KindDiffers(Array.IndexOf(ids, matter.Id));
        }

        if (session.HeldOn < matter.AskedOn)
        {
            throw ConsultationErrors.DayBefore("held_on", matter.AskedOn);
        }
    }

    private HeldSession Compose(RecordConsultationSessionRequest request, Call call, Guid[] ids) => new()
    {
        Id = NewId(),
        Organisation = call.Caller.Organisation,
        Kind = request.Kind,
        HeldOn = clock.DayOrToday("held_on", request.HeldOn),
        Mode = request.Mode,
        Minutes = request.Minutes,
        Professions = [.. request.ProfessionsPresent],
        MatterIds = [.. ids, .. request.Matters.Select(_ => NewId())],
        RecordedAt = time.GetUtcNow(),
    };

    private static Matter CameUp(AnonymousMatter matter, Guid id, HeldSession session) => new()
    {
        Id = id,
        Kind = session.Kind,
        Organisation = session.Organisation,
        AskingOrganisation = matter.AskingOrganisation,
        AskingService = matter.AskingService,
        Topic = matter.Topic,
        Question = matter.Question,
        AskedOn = session.HeldOn,
        AnswerDueOn = AnswerLimits.DueOn(session.Kind, session.HeldOn),
        State = ConsultationState.Answered,
        SessionId = session.Id,
        Answer = matter.Answer,
        AnsweredBy = matter.AnsweredBy,
        AnsweredOn = session.HeldOn,
    };

    private Guid NewId() => Guid.CreateVersion7(time.GetUtcNow());
}
