using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Programmes;

/// <summary>Programmes as contracts tell them.</summary>
internal sealed class ProgrammeView(OrganisationStore organisations)
{
    public async ValueTask<Proto.Programme> Of(Programme programme, Call call) => new()
    {
        Programme_ = programme.Code,
        Name = programme.Name,
        Organisation = programme.Organisation,
        OrganisationName = await organisations.NameAsync(programme.Organisation, call.Cancel),
        Funder = programme.Funder,
        FromDay = programme.FromDay.ToDate(),
        ToDay = programme.ToDay?.ToDate(),
        ClosedOn = programme.ClosedOn?.ToDate(),
        Etag = programme.Etag,
    };

    /// <summary>Another organisation's case manager is not told: whose client somebody is, is confidential.</summary>
    public static Proto.ProgrammeClient Of(ProgrammeClient client, Call call) => new()
    {
        Programme = client.Programme,
        ClientId = client.ClientId.ToString(),
        Organisation = client.Organisation,
        FromDay = client.FromDay.ToDate(),
        LeftOn = client.LeftOn?.ToDate(),
        CaseManager = client.CaseManagerOrganisation == call.Caller.Organisation ? client.CaseManager : "",
        CaseManagerName = client.CaseManagerOrganisation == call.Caller.Organisation ? client.CaseManagerName : "",
        IsOwnerless = client.IsOwnerless,
    };
}
