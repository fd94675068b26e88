using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Referrals;

/// <summary>Searches the caller's organisation's own references to referrals. It shows nothing that the organisation did not write itself.</summary>
[Access(Workers)]
internal sealed class SearchReferences(Reader reader)
{
    public Task<SearchReferencesResponse> Handle(SearchReferencesRequest request, Call call) => reader.ListAsync(
        request,
        call,
        paging => ExternalReferences.ToReferrals(call.Caller.Organisation, request.System, request.ValuePrefix, paging.After?[0] ?? "", paging.Limit),
        own => [own.Reference.Value],
        _ => null,
        page => ValueTask.FromResult(new SearchReferencesResponse
        {
            References = { page.Select(own => new FoundReference { Reference = own.Reference, ReferralId = own.ObjectId.ToString() }) },
        }));
}
