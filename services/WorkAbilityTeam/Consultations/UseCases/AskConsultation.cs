using Tyokyky.WorkAbilityTeam.Teams;

namespace Tyokyky.WorkAbilityTeam.Consultations;

/// <summary>Asks an organisation; the client is named only through the caller's own case, and with the client's agreement.</summary>
[Access(Team | Role.Coach | Role.Referrer, Relation.Owner | Relation.Sender)]
internal sealed class AskConsultation(MatterKind matters, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(AskConsultationRequest request, Check check)
    {
        var day = clock.CodeDay(request.AskedOn);
        check
            .OptionalBusinessId("organisation", request.Organisation)
            .OptionalCode("asking_service", request.AskingService, "contacting-service", day)
            .OptionalCode("topic", request.Topic, "contact-topic", day)
            .Codes("professions", request.Professions, "profession", day)
            .That(request.CaseId.Length == 0 || request.ClientAgreed, "client_agreed", "CLIENT_MUST_AGREE", "true when a case names the client")
            .That(request.CaseId.Length > 0 || !request.ClientAgreed, "case_id", "CASE_REQUIRED", "the case that names the client who agreed");
    }

    public Task<AskConsultationResponse> Handle(AskConsultationRequest request, Call call)
    {
        var caseId = Ids.Optional(request.CaseId);

        return unitOfWork
            .Load(
                request,
                call,
                (caseId is { } named ? CaseStore.ById(named) : Query.Nothing<TeamCase>())
                    .Unguarded("the matter keeps who the case was about when it was asked"))
            .Authorize(
                found => new AuditSubject(found?.Client.Id, "case", request.CaseId),
                found => caseId is null ? Relation.Sender : found?.RelationOf(call.Caller))
            .WriteAsync(async (found, commit) =>
            {
                found?.RequireOpen();
                var day = clock.DayOrToday("asked_on", request.AskedOn);
                var matter = new Matter
                {
                    Id = Guid.CreateVersion7(time.GetUtcNow()),
                    Kind = request.Kind,
                    Organisation = request.Organisation,
                    AskingOrganisation = call.Caller.Organisation,
                    AskingService = request.AskingService,
                    Topic = request.Topic,
                    Question = request.Question,
                    Professions = [.. request.Professions],
                    ClientId = found?.Client.Id,
                    CaseId = caseId,
                    AskedOn = day,
                    AnswerDueOn = AnswerLimits.DueOn(request.Kind, day),
                };
                await matters.ApplyAsync(commit, null, (matter, matter.Asked()));
                return new AskConsultationResponse { Consultation = matter.ToMessage(clock.Today) };
            });
    }
}
