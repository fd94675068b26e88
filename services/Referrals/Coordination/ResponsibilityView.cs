using Google.Protobuf.WellKnownTypes;
using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Coordination;

/// <summary>Responsible people as contracts tell them.</summary>
internal sealed class ResponsibilityView(OrganisationStore organisations)
{
    public async ValueTask<Proto.ResponsiblePerson> Of(ResponsiblePerson person, Call call)
    {
        // Who the client does not want, and when, is no business of an authority that could sanction.
        var isWithheld = call.Caller.Organisation != person.Organisation && call.Caller.Organisation != person.NamedBy
            && Voluntariness.CanSanction(await organisations.KindAsync(call.Caller.Organisation, call.Cancel));
        return new Proto.ResponsiblePerson
        {
            ResponsibilityId = person.Id.ToString(),
            ClientId = person.ClientId.ToString(),
            Role = person.Role,
            Worker = person.Worker,
            WorkerName = person.WorkerName,
            Organisation = person.Organisation,
            OrganisationName = await organisations.NameAsync(person.Organisation, call.Cancel),
            AgreedTask = person.AgreedTask,
            FromDay = person.FromDay.ToDate(),
            ToDay = person.ToDay?.ToDate(),
            Acceptance = isWithheld ? Proto.ClientAcceptance.Unspecified : person.Acceptance,
            AcceptedOn = isWithheld ? null : person.AcceptedOn?.ToDate(),
            EndReason = isWithheld ? "" : person.EndReason,
            NamedBy = person.NamedBy,
            RecordedAt = person.RecordedAt.ToTimestamp(),
            Etag = person.Etag,
        };
    }
}
