namespace Tyokyky.EmployerRelations.UseCases;

/// <summary>Lists employers by name.</summary>
[Access(Workers)]
internal sealed class ListEmployers(Database database)
{
    public static void Validate(ListEmployersRequest request, Check check) => check.OptionalMunicipality("municipality", request.Municipality);

    public async Task<ListEmployersResponse> Handle(ListEmployersRequest request, Call call)
    {
        var paging = call.Page(request);

        var (afterKey, afterId) = paging.After is { } after ? (after[0], after.Id(1)) : ("", Guid.Empty);
        var found = await database.ListAsync(EmployerStore.ByName(request.NamePrefix, request.Municipality, afterKey, afterId, paging.Limit), call.Cancel);

        var response = new ListEmployersResponse();
        response.Employers.AddRange(paging.Cut(found, employer => [Employer.KeyOf(employer.Name), employer.Id.ToString()], out var next).Select(employer => employer.ToMessage()));
        response.NextPageToken = next;
        return response;
    }
}
