namespace Tyokyky.Referrals.UseCases;

/// <summary>An agreed action is done.</summary>
[Access(Workers | Role.Manager, Relation.Owner | Relation.NamedParticipant)]
[Access(Role.Client, Relation.Client)]
internal sealed class CompleteAgreedAction(AgreedActionChange change, IBusinessClock clock)
{
    public Task<CompleteAgreedActionResponse> Handle(CompleteAgreedActionRequest request, Call call)
    {
        var on = clock.DayOrToday("done_on", request.DoneOn);
        return change.Do(
            request.ActionId, request.Etag, request, call, action => ValueTask.FromResult(action.Complete(on, request.Note)), action => new CompleteAgreedActionResponse { Action = action });
    }
}
