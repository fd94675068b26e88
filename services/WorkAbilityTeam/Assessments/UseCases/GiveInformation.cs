using Tyokyky.WorkAbilityTeam.Common;
using Tyokyky.WorkAbilityTeam.SocialSituations;

namespace Tyokyky.WorkAbilityTeam.Assessments;

/// <summary>Gives a part of the package that goes before the appointment.</summary>
[Access(Team, Relation.Owner)]
internal sealed class GiveInformation(AssessmentKind assessments, Database database, IBusinessClock clock)
{
    private const string SocialSituation = "social-situation";

    public void Validate(GiveInformationRequest request, Check check) => check
        .OptionalCode("part", request.Part, "information-part", clock.CodeDay(request.GivenOn))
        .NoDiagnosis("text", request.Text)
        .That(
            request.Part != SocialSituation || request.SituationId.Length > 0,
            "situation_id",
            "SITUATION_REQUIRED",
            "a description that the client agreed to")
        .That(
            request.Part == SocialSituation || request.Text.Length > 0 || request.SourceAssessmentId.Length > 0,
            "text",
            "PART_EMPTY",
            "the part in words, or the assessment that answers it");

    public Task<GiveInformationResponse> Handle(GiveInformationRequest request, Call call)
    {
        return assessments.ChangeAsync(
            request,
            call,
            AssessmentStore.Whole(Guid.Parse(request.AssessmentId)),
            async assessment => assessment.Give(await PartAsync(request, assessment, call)),
            assessment => new GiveInformationResponse { Assessment = assessment });
    }

    // A version does not change, nor does the client's yes to it.
    private async Task<GivenPart> PartAsync(GiveInformationRequest request, ClientAssessment assessment, Call call)
    {
        var (source, situationId) = (Ids.Optional(request.SourceAssessmentId), Ids.Optional(request.SituationId));
        if (source is not null
            && (source == assessment.Id
                || await database.OneAsync(AssessmentStore.OfClientById(source, assessment.Client.Id, assessment.Organisation), call.Cancel) is null))
        {
            throw AssessmentErrors.SourceUnknown();
        }

        var situation = request.Part == SocialSituation
            ? await database.OneAsync(
                SituationStore.OfClient(situationId!.Value, request.SituationVersion, assessment.Client.Id, assessment.Organisation), call.Cancel)
                ?? throw AssessmentErrors.SituationUnknown()
            : null;
        return situation is { Current.IsAgreed: false }
            ? throw AssessmentErrors.SituationNotAgreed()
            : new GivenPart(
                request.Part, clock.DayOrToday("given_on", request.GivenOn), request.Text, source, situation?.Id, situation?.Current.Number ?? 0);
    }
}
