namespace Tyokyky.Referrals.Observations;

/// <summary>Records the addressee's reply to an observation.</summary>
[Access(Role.Coordinator | Role.Manager, Relation.Owner | Relation.Receiver)]
internal sealed class AnswerObservation(ObservationKind observations, IBusinessClock clock)
{
    public void Validate(AnswerObservationRequest request, Check check) => check
        .OptionalCode("reply", request.Reply, "observation-reply", clock.CodeDay(request.RepliedOn))
        .NamesNobody("reply_text", request.ReplyText);

    public Task<AnswerObservationResponse> Handle(AnswerObservationRequest request, Call call)
    {
        var on = clock.DayOrToday("replied_on", request.RepliedOn);
        return observations.ChangeAsync(
            request,
            call,
            ObservationStore.Whole(Guid.Parse(request.ObservationId)),
            observation => observation.Answer(request.Reply, request.ReplyText, on),
            observation => new AnswerObservationResponse { Observation = observation });
    }
}
