using Tyokyky.WorkAbilityTeam.Teams;

namespace Tyokyky.WorkAbilityTeam.FunctionalPeriods;

/// <summary>Plans a period in a case.</summary>
[Access(Team, Relation.Owner)]
internal sealed class PlanFunctionalPeriod(PeriodKind periods, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(PlanFunctionalPeriodRequest request, Check check) => check
        .OptionalCode("platform_type", request.PlatformType, "platform-type", clock.CodeDay(request.PlannedStart))
        .OptionalBusinessId("host", request.Host)
        .OptionalBusinessId("coaching_organisation", request.CoachingOrganisation)
        .OptionalPeriod(request.PlannedStart, request.PlannedEnd, "planned_start", "planned_end");

    public Task<PlanFunctionalPeriodResponse> Handle(PlanFunctionalPeriodRequest request, Call call)
    {
        var caseId = Guid.Parse(request.CaseId);

        return unitOfWork
            .Load(request, call, CaseStore.ById(caseId).Fenced(CaseStore.TeamCaseRow.Fence))
            .Authorize(teamCase => new AuditSubject(teamCase?.Client.Id, "case", caseId), teamCase => teamCase?.RelationOf(call.Caller))
            .WriteAsync(async (teamCase, commit) =>
            {
                teamCase!.RequireOpen();

                var period = Planned(request, teamCase);
                var now = await periods.ApplyAsync(commit, null, (period, period.Planned(clock.Today)));
                return new PlanFunctionalPeriodResponse { Period = now.ToMessage(PeriodReader.Of(call.Caller, Relation.Owner)) };
            });
    }

    private AssessmentPeriod Planned(PlanFunctionalPeriodRequest request, TeamCase teamCase) => new()
    {
        Id = Guid.CreateVersion7(time.GetUtcNow()),
        Client = teamCase.Client,
        Organisation = teamCase.Organisation,
        CaseId = teamCase.Id,
        PlatformType = request.PlatformType,
        Host = request.Host,
        Workplace = request.Workplace,
        PlatformId = AssessmentPeriod.PlatformOf(teamCase.Organisation, request.Host, request.Workplace),
        WorkTrial = request.WorkTrial,
        CoachingOrganisation = request.CoachingOrganisation,
        PlannedStart = request.PlannedStart.ToDay(),
        PlannedEnd = request.PlannedEnd.ToDay(),
    };
}
