using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Networks;

/// <summary>An agreed action will not be done.</summary>
[Access(Workers | Role.Manager, Relation.Owner | Relation.NamedParticipant)]
internal sealed class CancelAgreedAction(AgreedActionKind actions, IBusinessClock clock)
{
    public void Validate(CancelAgreedActionRequest request, Check check) =>
        check.OptionalCode("reason", request.Reason, "action-cancellation-reason", clock.Today);

    public Task<CancelAgreedActionResponse> Handle(CancelAgreedActionRequest request, Call call)
    {
        return actions.ChangeAsync(
            request,
            call,
            AgreedActionStore.Whole(Guid.Parse(request.ActionId), call.Caller.OwnOrganisation()),
            told => told.After(told.Action.Cancel(request.Reason, request.Note, clock.Today, clock.Now)),
            action => new CancelAgreedActionResponse { Action = action });
    }
}
