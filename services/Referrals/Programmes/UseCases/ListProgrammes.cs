namespace Tyokyky.Referrals.UseCases;

/// <summary>Lists programmes for pickers.</summary>
[Access(Workers | Role.Manager | Role.Analyst)]
internal sealed class ListProgrammes(ProgrammeView view, Database database)
{
    public async Task<ListProgrammesResponse> Handle(ListProgrammesRequest request, Call call)
    {
        var paging = call.Page(request);

        var found = await database.ListAsync(ProgrammeStore.All(request.IncludeClosed, paging.After?[0] ?? "", paging.Limit), call.Cancel);
        var page = paging.Cut(found, programme => [programme.Code], out var next);

        var response = new ListProgrammesResponse { NextPageToken = next };
        foreach (var programme in page)
        {
            response.Programmes.Add(await view.Of(programme, call));
        }

        return response;
    }
}
