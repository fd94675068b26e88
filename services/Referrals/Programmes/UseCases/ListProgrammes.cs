namespace Tyokyky.Referrals.Programmes;

/// <summary>Lists programmes for pickers.</summary>
[Access(Workers | Role.Manager | Role.Analyst)]
internal sealed class ListProgrammes(ProgrammeView view, Reader reader)
{
    public Task<ListProgrammesResponse> Handle(ListProgrammesRequest request, Call call)
    {
        return reader.ListAsync(
            request,
            call,
            paging => ProgrammeStore.All(request.IncludeClosed, paging.After?[0] ?? "", paging.Limit),
            programme => [programme.Code],
            _ => null,
            async page =>
            {
                var response = new ListProgrammesResponse();
                foreach (var programme in page)
                {
                    response.Programmes.Add(await view.Of(programme, call));
                }

                return response;
            });
    }
}
