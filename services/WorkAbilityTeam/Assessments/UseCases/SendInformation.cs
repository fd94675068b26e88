using Tyokyky.WorkAbilityTeam.Disclosures;

namespace Tyokyky.WorkAbilityTeam.Assessments;

/// <summary>Sends the package to who performs the assessment, on the client's permission.</summary>
[Access(Team, Relation.Owner)]
internal sealed class SendInformation(AssessmentKind assessments, HealthConclusions conclusions, IBusinessClock clock)
{
    public Task<SendInformationResponse> Handle(SendInformationRequest request, Call call)
    {
        return assessments.ChangeAsync(
            request,
            call,
            AssessmentStore.Whole(Guid.Parse(request.AssessmentId)),
            async assessment =>
            {
                var sent = assessment.Send(clock.DayOrToday("sent_on", request.SentOn));
                return await conclusions.AreOpenAsync(assessment.Client.Id, assessment.Organisation, assessment.Performer, call.Cancel)
                    ? sent
                    : throw AssessmentErrors.PermissionMissing();
            },
            assessment => new SendInformationResponse { Assessment = assessment });
    }
}
