namespace Tyokyky.JobCoaching.QualityCriteria;

/// <summary>Lists the reviews of the caller's organisation, newest first.</summary>
[Access(Role.Coach | Role.Coordinator | Role.Manager)]
internal sealed class ListQualityReviews(Reader reader, CriteriaSets sets)
{
    public Task<ListQualityReviewsResponse> Handle(ListQualityReviewsRequest request, Call call)
    {
        return reader.ListAsync(
            request,
            call,
            paging => QualityStore.Of(call.Caller.Organisation, request.Set, request.State, paging.BeforeId(), paging.Limit),
            review => [review.Id.ToString()],
            _ => null,
            async page =>
            {
                var response = new ListQualityReviewsResponse();
                foreach (var review in page)
                {
                    // Kept in memory: no round trip for each.
                    response.Reviews.Add(review.ToMessage(await sets.OfAsync(review, call.Cancel), whole: false));
                }

                return response;
            });
    }
}
