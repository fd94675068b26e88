using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.UseCases;

/// <summary>Records the addressee's reply to an observation.</summary>
[Access(Role.Coordinator | Role.Manager, Relation.Owner | Relation.Receiver)]
internal sealed class AnswerObservation(ObservationChange change, IBusinessClock clock)
{
    public Task<AnswerObservationResponse> Handle(AnswerObservationRequest request, Call call)
    {
        Check.Shape(check => check
            .Uuid("observation_id", request.ObservationId)
            .Code("reply", request.Reply, "observation-reply", clock.CodeDay(request.RepliedOn))
            .MaxLength("reply_text", request.ReplyText, 4000).NamesNobody("reply_text", request.ReplyText)
            .OptionalDay("replied_on", request.RepliedOn));
        var on = clock.DayOrToday("replied_on", request.RepliedOn);
        return change.Do(
            request.ObservationId,
            request.Etag,
            request,
            call,
            observation => ValueTask.FromResult(observation.Answer(request.Reply, request.ReplyText, on)),
            observation => new AnswerObservationResponse { Observation = observation });
    }
}
