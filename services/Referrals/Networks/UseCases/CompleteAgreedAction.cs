using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Networks;

/// <summary>An agreed action is done.</summary>
[Access(Workers | Role.Manager, Relation.Owner | Relation.NamedParticipant)]
[Access(Role.Client, Relation.Client)]
internal sealed class CompleteAgreedAction(AgreedActionKind actions, IBusinessClock clock)
{
    public Task<CompleteAgreedActionResponse> Handle(CompleteAgreedActionRequest request, Call call)
    {
        var on = clock.DayOrToday("done_on", request.DoneOn);
        return actions.ChangeAsync(
            request,
            call,
            AgreedActionStore.Whole(Guid.Parse(request.ActionId), call.Caller.OwnOrganisation()),
            told => told.After(told.Action.Complete(on, request.Note)),
            action => new CompleteAgreedActionResponse { Action = action });
    }
}
