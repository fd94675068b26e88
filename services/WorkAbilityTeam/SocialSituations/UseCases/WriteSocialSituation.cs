using Tyokyky.WorkAbilityTeam.Common;

namespace Tyokyky.WorkAbilityTeam.SocialSituations;

/// <summary>Writes the description of a client's social situation, or a new version of it.</summary>
[Access(Team, Relation.Owner)]
internal sealed class WriteSocialSituation(SituationKind situations, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(WriteSocialSituationRequest request, Check check) => check
        .That(
            request.CaseId.Length > 0 != request.AssessmentId.Length > 0,
            request.AssessmentId.Length > 0 ? "assessment_id" : "case_id",
            "ANCHOR_REQUIRED",
            "either the case or the assessment whose client it is")
        .That(request.Sections.DistinctBy(section => section.Section).Count() == request.Sections.Count, "sections", "VALUE_TWICE", "each section once")
        .Each("sections", request.Sections, (each, section) =>
            each.OptionalCode("section", section.Section, "social-situation-section", clock.CodeDay(request.DescribedOn)));

    public Task<WriteSocialSituationResponse> Handle(WriteSocialSituationRequest request, Call call)
    {
        var (caseId, assessmentId) = (Ids.Optional(request.CaseId), Ids.Optional(request.AssessmentId));
        var anchorId = caseId ?? assessmentId!.Value;

        return unitOfWork
            .Load(
                request,
                call,
                SituationStore.OfAnchor(caseId, assessmentId).Fenced(SituationStore.ClientSituationRow.Fence),
                (caseId is not null ? AnchorStore.OfCase(anchorId) : AnchorStore.OfAssessment(anchorId))
                    .Unguarded("whose client it is does not change"),
                (situation, anchor) => (Situation: situation, Anchor: anchor))
            .Authorize(
                found => new AuditSubject(found.Anchor?.Client.Id, caseId is not null ? "case" : "assessment", anchorId),
                found => found.Anchor?.RelationOf(call.Caller))
            .Match(found => found.Situation?.Etag.Value)
            .WriteAsync(async (found, commit) =>
            {
                var before = found.Situation ?? new ClientSituation
                {
                    Id = Guid.CreateVersion7(time.GetUtcNow()),
                    Client = found.Anchor!.Client,
                    Organisation = found.Anchor.Organisation,
                };
                var now = await situations.ApplyAsync(
                    commit,
                    found.Situation,
                    before.Describe(
                        [.. request.Sections.Select(section => new WrittenSection(section.Section, section.Text))],
                        clock.DayOrToday("described_on", request.DescribedOn),
                        time.GetUtcNow()));
                return new WriteSocialSituationResponse { Situation = now.At(found.Situation?.Version + 1 ?? now.Version).ToMessage() };
            });
    }
}
