namespace Tyokyky.Referrals.UseCases;

/// <summary>Searches the caller's organisation's own references to referrals. It shows nothing that the organisation did not write itself.</summary>
[Access(Workers)]
internal sealed class SearchReferences(Database database)
{
    public async Task<SearchReferencesResponse> Handle(SearchReferencesRequest request, Call call)
    {
        var paging = call.Page(request);

        var found = await database.ListAsync(ExternalReferences.ToReferrals(call.Caller.Organisation, request.System, request.ValuePrefix, paging.After?[0] ?? "", paging.Limit), call.Cancel);
        var page = paging.Cut(found, own => [own.Reference.Value], out var next);

        var response = new SearchReferencesResponse { NextPageToken = next };
        response.References.AddRange(page.Select(own => new FoundReference { Reference = own.Reference, ReferralId = own.ObjectId.ToString() }));
        return response;
    }
}
