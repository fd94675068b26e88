using Tyokyky.WorkAbilityTeam.Teams;

namespace Tyokyky.WorkAbilityTeam.Assessments;

/// <summary>Orders an assessment in a case.</summary>
[Access(Team, Relation.Owner)]
internal sealed class OrderAssessment(AssessmentKind assessments, UnitOfWork unitOfWork, Database database, TimeProvider time, IBusinessClock clock)
{
    public void Validate(OrderAssessmentRequest request, Check check) => check
        .OptionalCode("type", request.Type, "assessment-type", clock.CodeDay(request.OrderedOn))
        .OptionalBusinessId("performer", request.Performer)
        .Purchase("purchase", request.Purchase);

    public Task<OrderAssessmentResponse> Handle(OrderAssessmentRequest request, Call call)
    {
        var caseId = Guid.Parse(request.CaseId);

        return unitOfWork
            .Load(request, call, CaseStore.ById(caseId).Fenced(CaseStore.TeamCaseRow.Fence))
            .Authorize(teamCase => new AuditSubject(teamCase?.Client.Id, "case", caseId), teamCase => teamCase?.RelationOf(call.Caller))
            .WriteAsync(async (teamCase, commit) =>
            {
                var assessment = Ordered(request, teamCase!);
                if (assessment.Repeats is { } repeated
                    && await database.OneAsync(AssessmentStore.OfClientById(repeated, assessment.Client.Id, assessment.Organisation), call.Cancel) is null)
                {
                    throw AssessmentErrors.RepeatedUnknown();
                }

                var now = await assessments.ApplyAsync(commit, null, (assessment, assessment.Ordered()));
                var reader = AssessmentReader.Of(call.Caller, Relation.Owner);
                return new OrderAssessmentResponse { Assessment = AssessmentView.Of(now, reader, clock.Today) };
            });
    }

    private ClientAssessment Ordered(OrderAssessmentRequest request, TeamCase teamCase)
    {
        var on = clock.DayOrToday("ordered_on", request.OrderedOn);
        teamCase.RequireOpen();
        if (on < teamCase.OpenedOn)
        {
            throw CaseErrors.DayBeforeOpening("ordered_on", teamCase);
        }

        var purchase = request.Purchase?.ToOrder();
        return new ClientAssessment
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Client = teamCase.Client,
            Organisation = teamCase.Organisation,
            CaseId = teamCase.Id,
            Repeats = Ids.Optional(request.RepeatsAssessmentId),
            Type = request.Type,
            Question = request.Question,
            RecordedAt = time.GetUtcNow(),
            Performer = purchase?.Provider ?? (request.Performer == teamCase.Organisation ? "" : request.Performer),
            Purchase = purchase,
            Legs = [AssessmentSteps.FirstLeg(request.Type, on)],
        };
    }
}
