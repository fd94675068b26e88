using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Records;
using Tyokyky.Referrals.Persistence;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.UseCases;

/// <summary>Lists organisations by name.</summary>
internal sealed class ListOrganisations(Database database, IBusinessClock clock)
{
    public async Task<ListOrganisationsResponse> Handle(ListOrganisationsRequest request, Call call)
    {
        Check.Shape(check => check.MaxLength("name_prefix", request.NamePrefix, 200).OptionalCode("service", request.Service, "service", clock.Today));
        var paging = Paging.Of(request);

        var (afterName, afterId) = paging.After is { } after ? (after[0], after[1]) : ("", "");
        var found = await database.ListAsync(OrganisationStore.ByName(request.NamePrefix, request.Service, afterName, afterId, paging.Limit), call.Cancel);

        var response = new ListOrganisationsResponse();
        response.Organisations.AddRange(paging.Cut(found, row => [row.Name.ToLowerInvariant(), row.Id], out var next).Select(organisation => organisation.ToMessage()));
        response.NextPageToken = next;
        return response;
    }
}
