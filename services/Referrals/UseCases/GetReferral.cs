using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Records;
using Tyokyky.Referrals.Persistence;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.UseCases;

/// <summary>Reads a referral, by id or by the caller's own external reference.</summary>
internal sealed class GetReferral(ReferralView view, Database database, AccessLog accessLog)
{
    public async Task<GetReferralResponse> Handle(GetReferralRequest request, Call call)
    {
        if (request.ExternalReference is null)
        {
            Check.Shape(request, static (check, asked) => check.Uuid("referral_id", asked.ReferralId));
        }

        var organisation = call.Caller.Organisation;
        var id = request.ExternalReference is { } reference
            ? (await database.OneAsync(ReferralStore.ByReference(organisation, reference.System, reference.Value), call.Cancel))?.Id ?? Guid.Empty
            : Guid.Parse(request.ReferralId);
        var (referral, tasks, mine) = await database.ManyAsync(ReferralStore.ById(id), ReferralStore.TasksOf(id), ExternalReferences.Of(id, organisation), call.Cancel);
        referral?.Tasks.AddRange(tasks!);
        call.Concerns(referral?.ClientId.ToString(), "referral", request.ReferralId);
        call.Admit(referral, referral?.RelationOf(call.Caller));

        await accessLog.ReadAsync(call, referral.ClientId, referral.ObjectType, referral.Id);
        return new GetReferralResponse { Referral = await view.Of(referral, call, mine!) };
    }
}
