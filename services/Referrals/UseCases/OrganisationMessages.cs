using Tyokyky.Records;
using Proto = Tyokyky.Contracts.Referrals.V1;

namespace Tyokyky.Referrals.UseCases;

internal static class OrganisationMessages
{
    public static Proto.Organisation ToMessage(this Organisation organisation)
    {
        var message = new Proto.Organisation { OrganisationId = organisation.Id, Name = organisation.Name, Kind = organisation.Kind, Etag = Etag.Of(organisation.Version) };
        message.Municipalities.AddRange(organisation.Municipalities);
        message.Services.AddRange(organisation.Services);
        return message;
    }
}
