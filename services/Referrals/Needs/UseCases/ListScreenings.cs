using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Needs;

/// <summary>Lists an organisation's screenings, or a client's own.</summary>
[Access(Workers)]
[Access(Role.Client, Relation.Client)]
internal sealed class ListScreenings(ScreeningView view, Reader reader)
{
    public Task<ListScreeningsResponse> Handle(ListScreeningsRequest request, Call call)
    {
        Guid? listed = call.Role == Role.Client ? call.ListedClient(request.ClientId) : null;
        return reader.ListAsync(
            request,
            call,
            paging => listed is { } client
                ? ScreeningStore.OfClient(client, request.OpenOnly, request.IncludeMistakes, paging.BeforeId(), paging.Limit)
                : ScreeningStore.Of(
                    call.Caller.Organisation, Ids.Optional(request.ClientId), request.OpenOnly, request.IncludeMistakes, paging.BeforeId(), paging.Limit),
            screening => [screening.Id.ToString()],
            screening => new Touch(screening.ClientId, screening.ObjectType, screening.Id.ToString()),
            async page =>
            {
                var response = new ListScreeningsResponse();
                foreach (var screening in page)
                {
                    response.Screenings.Add(await view.Of(screening, call));
                }

                return response;
            });
    }
}
