namespace Tyokyky.WorkAbilityTeam.SocialSituations;

/// <summary>Records whether the client agrees to the description. The answer is no fact.</summary>
[Access(Team, Relation.Owner)]
[Access(Role.Client, Relation.Client)]
internal sealed class AnswerSocialSituation(SituationKind situations, IBusinessClock clock)
{
    public Task<AnswerSocialSituationResponse> Handle(AnswerSocialSituationRequest request, Call call)
    {
        return situations.ChangeAsync(
            request,
            call,
            SituationStore.Whole(Guid.Parse(request.SituationId)),
            situation => situation.Answer(request.Version, request.Answer, request.Comment, clock.DayOrToday("answered_on", request.AnsweredOn)),
            situation => new AnswerSocialSituationResponse { Situation = situation });
    }
}
