using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Referrals;

/// <summary>Offers a taken task to another organisation or unit.</summary>
[Access(Workers, Relation.Receiver)]
internal sealed class OfferTransfer(TaskActions tasks, Asking asking, Database database, IBusinessClock clock)
{
    public void Validate(OfferTransferRequest request, Check check) => check.Reason(TaskAction.OfferTransfer, "reason", request.Reason, clock.Today);

    public Task<OfferTransferResponse> Handle(OfferTransferRequest request, Call call) => tasks.DoAsync(
        request,
        call,
        new TaskCommand(TaskAction.OfferTransfer, request.TaskId, request.EffectiveAt) { Reason = request.Reason, Text = request.Note },
        referral => new OfferTransferResponse { Referral = referral },
        async work => work.Do(work.IsAllowed ? await ToAsync(request, work) : null));

    private async ValueTask<TransferDetails> ToAsync(OfferTransferRequest request, TaskWork work)
    {
        // To another unit of its own, nobody tells anything new; and the client was told when the task was asked for.
        var teller = request.To == work.Task.Receiver ? null : new Teller(work.Referral.ClientId, [work.Task.Sender, work.Task.Receiver]);
        var question = new Question(teller, [request.To], work.Task.Service, VoluntarinessTold: true) { Field = "to", ServiceField = "to" };
        var asked = await asking.AskAsync(work.Commit, question);
        var unit = request.ToUnitId.Length == 0 ? null : await database.OneAsync(UnitStore.ById(Guid.Parse(request.ToUnitId)), work.Call.Cancel);
        if (request.ToUnitId.Length > 0 && (unit?.Organisation != request.To || !unit.Days.Covers(clock.Today)))
        {
            throw ReferralErrors.UnknownUnit("to_unit_id", "the organisation that the task is offered to");
        }

        return request.To == work.Task.Receiver && (unit is null || unit.Id == work.Task.Matters.Unit?.Id)
            ? throw ReferralErrors.TransferToSelf()
            : new TransferDetails(asked, unit is null ? null : new ReceivingUnit(unit.Id, unit.Name));
    }
}
