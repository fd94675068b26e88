using Google.Protobuf.WellKnownTypes;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Team.V1;
using static Tyokyky.WorkAbilityTeam.Tests.TeamHost;

namespace Tyokyky.WorkAbilityTeam.Tests;

/// <summary>What the walks need of a case's assessments, measurements and periods: one of each, with what nobody but its parties may read.</summary>
internal static class AssessedWorld
{
    /// <summary>Stands in every text of them.</summary>
    public const string Secret = "Kukaan muu ei lue tätä";

    public static async Task<IReadOnlyDictionary<string, object>> AssessedAsync(this TeamHost host, Case teamCase)
    {
        var situation = (await host.Situations.WriteSocialSituationAsync(new WriteSocialSituationRequest
        {
            CaseId = teamCase.CaseId,
            Sections = { new SituationSection { Section = "housing", Text = Secret } },
        })).Situation;
        var assessment = await AssessmentAsync(host, teamCase);
        var measurement = (await host.Measurements.PlanMeasurementAsync(
            new PlanMeasurementRequest { CaseId = teamCase.CaseId, Instrument = "kykyviisari", Phase = MeasurementPhase.Start, Owner = Secret, DueOn = Day(30) })).Measurement;
        var consent = (await host.Measurements.GiveResearchConsentAsync(new GiveResearchConsentRequest { CaseId = teamCase.CaseId })).Consent;
        var period = (await host.Periods.PlanFunctionalPeriodAsync(new PlanFunctionalPeriodRequest
        {
            CaseId = teamCase.CaseId,
            PlatformType = "company",
            Host = County,
            Workplace = Secret,
            PlannedStart = Today,
            PlannedEnd = Today,
        })).Period;
        await host.Periods.StartFunctionalPeriodAsync(new StartFunctionalPeriodRequest { PeriodId = period.PeriodId });
        await host.Periods.RecordClientViewAsync(
            new RecordClientViewRequest { PeriodId = period.PeriodId, Views = { new DomainView { Domain = "social-skills", Level = "manages", Text = Secret } } });

        return new Dictionary<string, object>
        {
            ["assessment_id"] = assessment.AssessmentId,
            ["application_id"] = assessment.Applications[0].ApplicationId,
            ["situation_id"] = situation.SituationId,
            ["measurement_id"] = measurement.MeasurementId,
            ["consent_id"] = consent.ConsentId,
            ["period_id"] = period.PeriodId,
            ["client_id"] = teamCase.ClientId,
            ["instrument"] = "kykyviisari",
            ["Purchase.provider"] = County,
            ["GiveInformationRequest.text"] = "Arki sujuu.",
            ["BookAssessmentRequest.professions"] = "physician",
            ["CorrectAssessmentDayRequest.day"] = Day(-7),
            ["WriteSocialSituationRequest.case_id"] = teamCase.CaseId,
            ["WriteSocialSituationRequest.sections"] = new SituationSection { Section = "housing", Text = "Vuokra-asunto." },
            ["ScaleValue.scale"] = "work-ability",
            ["PlanFunctionalPeriodRequest.host"] = County,
        };
    }

    private static async Task<Assessment> AssessmentAsync(TeamHost host, Case teamCase)
    {
        var id = (await host.Assessments.OrderAssessmentAsync(
            new OrderAssessmentRequest { CaseId = teamCase.CaseId, Type = "other", Question = Secret, OrderedOn = Day(-7) })).Assessment.AssessmentId;
        await host.Assessments.BookAssessmentAsync(new BookAssessmentRequest
        {
            AssessmentId = id,
            StartsAt = TimeProvider.System.GetUtcNow().ToTimestamp(),
            Professions = { "physician" },
            Mode = Mode.InPerson,
            BookedOn = Day(-6),
        });
        await host.Assessments.RecordAttendanceAsync(new RecordAttendanceRequest { AssessmentId = id, Attended = true, OnDay = Day(-5) });
        await host.Assessments.RecordStatementAsync(
            new RecordStatementRequest { AssessmentId = id, Type = "medical-statement-b", Reference = Secret, Author = Secret, Conclusion = Secret, StatedOn = Day(-4) });
        await host.Assessments.JudgeStatementAsync(new JudgeStatementRequest { AssessmentId = id, Sufficiency = Sufficiency.Sufficient, JudgedOn = Day(-3) });
        return (await host.Assessments.FileApplicationAsync(
            new FileApplicationRequest { AssessmentId = id, Type = "disability-pension", Addressee = "kela", FiledOn = Day(-2) })).Assessment;
    }
}
