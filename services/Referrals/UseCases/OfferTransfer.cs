using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Referrals.Domain;
using Tyokyky.Referrals.Persistence;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.UseCases;

/// <summary>Offers a taken task to another organisation or unit.</summary>
internal sealed class OfferTransfer(TaskChange change, OrganisationStore organisations)
{
    public Task<OfferTransferResponse> Handle(OfferTransferRequest request, Call call) => change.Do(
        new TaskCommand(TaskAction.OfferTransfer, request.TaskId, request.EffectiveAt, request.Etag)
        {
            Reason = request.Reason,
            Text = request.Note,
            Shape = check => check.Required("to", request.To).MaxLength("to_unit", request.ToUnit, 100),
        },
        request,
        call,
        referral => new OfferTransferResponse { Referral = referral },
        async work =>
        {
            if (TaskBlocks.Of(TaskAction.OfferTransfer, work.Referral, work.Task) is null)
            {
                await RequireAnotherAsync(request, work);
            }

            work.Do(new TransferDetails(request.To, request.ToUnit));
        });

    private async ValueTask RequireAnotherAsync(OfferTransferRequest request, TaskWork work)
    {
        if (request.To == work.Task.Receiver && (request.ToUnit.Length == 0 || request.ToUnit == work.Task.Matters.Unit))
        {
            throw ReferralErrors.TransferToSelf();
        }

        await organisations.RequireOfferAsync(request.To, work.Task.Service, work.Call.Cancel);
    }
}
