using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Records;
using Tyokyky.Referrals.Domain;
using Tyokyky.Referrals.Persistence;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.UseCases;

/// <summary>Offers a taken task to another organisation or unit.</summary>
internal sealed class OfferTransfer(TaskChange change, Disclosures disclosures, OrganisationStore organisations, Database database, IBusinessClock clock)
{
    public Task<OfferTransferResponse> Handle(OfferTransferRequest request, Call call) => change.Do(
        new TaskCommand(TaskAction.OfferTransfer, request.TaskId, request.EffectiveAt, request.Etag)
        {
            Reason = request.Reason,
            Text = request.Note,
            Shape = check => check.Required("to", request.To).OptionalUuid("to_unit_id", request.ToUnitId),
        },
        request,
        call,
        referral => new OfferTransferResponse { Referral = referral },
        async work => work.Do(work.IsAllowed ? await ToAsync(request, work) : new TransferDetails(request.To, null)));

    private async ValueTask<TransferDetails> ToAsync(OfferTransferRequest request, TaskWork work)
    {
        await organisations.RequireOfferAsync(request.To, work.Task.Service, work.Call.Cancel);
        var unit = request.ToUnitId.Length == 0 ? null : await database.OneAsync(UnitStore.ById(Guid.Parse(request.ToUnitId)), work.Call.Cancel);
        if (request.ToUnitId.Length > 0 && (unit?.Organisation != request.To || !unit.Days.Covers(clock.Today)))
        {
            throw ReferralErrors.UnknownUnit();
        }

        if (request.To != work.Task.Receiver)
        {
            await disclosures.RequireNotForbiddenAsync(work.Referral.ClientId, [work.Task.Sender, work.Task.Receiver], [request.To], work.Call.Cancel);
        }

        return request.To == work.Task.Receiver && (unit is null || unit.Id == work.Task.Matters.Unit?.Id)
            ? throw ReferralErrors.TransferToSelf()
            : new TransferDetails(request.To, unit is null ? null : new ReceivingUnit(unit.Id, unit.Name));
    }
}
