using ExternalReference = Tyokyky.Contracts.Common.V1.ExternalReference;

namespace Tyokyky.Referrals.UseCases;

/// <summary>The way of what changes a referral but none of its tasks.</summary>
internal sealed class ReferralChange(ReferralView view, UnitOfWork unitOfWork, IBusinessClock clock)
{
    /// <param name="decide">Answers the referral as it will be and the caller's references, and adds to the commit what writes it.</param>
    public async Task<TResponse> Do<TRequest, TResponse>(
        string referralId, string etag, string what, TRequest request, Call call, Func<Referral, Commit, ValueTask<(Referral Referral, IReadOnlyList<ExternalReference>? References)>> decide, Func<Proto.Referral, TResponse> answer)
        where TRequest : IMessage
        where TResponse : class, IMessage<TResponse>, new()
    {
        var id = Guid.Parse(referralId);
        var (referral, tasks, mine) = await unitOfWork.LoadAsync(call, request, ReferralStore.ById(id), ReferralStore.TasksOf(id), ExternalReferences.Of(id, call.Caller.Organisation));
        referral?.Tasks.AddRange(tasks!);
        call.SetAuditSubject(referral?.ClientId.ToString(), "referral", referralId);
        call.Authorize(referral, referral?.RelationOf(call.Caller));
        if (call.Replay<TResponse>() is { } done)
        {
            return done;
        }

        call.MustMatch(etag, referral.Etag, id => referral.TellsWho(id, call.Caller));
        var commit = unitOfWork.Commit(call, request).Guard(ReferralStore.Bump(referral));
        var (changed, references) = await decide(referral, commit);

        return await commit
            .Transition(new Transition(referral.ObjectType, referral.Id, "", what, clock.Now))
            .Fact(new ReferralUpdated { ReferralId = referralId, ClientId = referral.ClientId.ToString() }, referral.ClientId.ToString())
            .LogChange(referral.ClientId, referral.ObjectType, referral.Id)
            .SaveAsync(answer(await view.Of(changed.Bumped(), call, references ?? mine!)));
    }
}
