namespace Tyokyky.Referrals.UseCases;

/// <summary>Lists an organisation's screenings, or a client's own.</summary>
[Access(Workers | Role.Client)]
internal sealed class ListScreenings(ScreeningView view, Database database, AccessLog accessLog)
{
    public async Task<ListScreeningsResponse> Handle(ListScreeningsRequest request, Call call)
    {
        var paging = call.Page(request);

        var found = await database.ListAsync(
            call.Role == Role.Client
                ? ScreeningStore.OfClient(call.Caller.OwnClientId(), request.OpenOnly, paging.BeforeId(), paging.Limit)
                : ScreeningStore.Of(call.Caller.Organisation, Ids.Optional(request.ClientId), request.OpenOnly, paging.BeforeId(), paging.Limit),
            call.Cancel);
        var page = paging.Cut(found, screening => [screening.Id.ToString()], out var next);

        var response = new ListScreeningsResponse { NextPageToken = next };
        foreach (var screening in page)
        {
            response.Screenings.Add(await view.Of(screening, call));
        }

        await accessLog.ReadAsync(call, [.. page.Select(screening => new Touch(screening.ClientId, screening.ObjectType, screening.Id.ToString()))]);
        return response;
    }
}
