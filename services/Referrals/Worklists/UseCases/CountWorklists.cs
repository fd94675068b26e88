namespace Tyokyky.Referrals.Worklists;

/// <summary>Counts every worklist.</summary>
[Access(Workers | Role.Manager)]
internal sealed class CountWorklists(WorklistQueries queries, Database database)
{
    public void Validate(CountWorklistsRequest request, Check check) => queries.CheckFilter(check, request.Filter);

    public async Task<CountWorklistsResponse> Handle(CountWorklistsRequest request, Call call)
    {
        var query = await queries.OfAsync(request.Filter, WorklistOrder.DueFirst, call);
        var response = new CountWorklistsResponse();
        foreach (var list in Enum.GetValues<Worklist>().Where(list => list != Worklist.Unspecified))
        {
            response.Counts.Add(new WorklistCount { Worklist = list, Rows = await database.OneAsync(WorklistStore.Count(query(list)), call.Cancel) });
        }

        return response;
    }
}
