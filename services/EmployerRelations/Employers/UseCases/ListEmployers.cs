namespace Tyokyky.EmployerRelations.Employers;

/// <summary>Lists employers by name.</summary>
[Access(Workers)]
internal sealed class ListEmployers(Reader reader)
{
    public static void Validate(ListEmployersRequest request, Check check) => check.OptionalMunicipality("municipality", request.Municipality);

    public Task<ListEmployersResponse> Handle(ListEmployersRequest request, Call call)
    {
        return reader.ListAsync(
            request,
            call,
            paging => EmployerStore.ByName(request.NamePrefix, request.Municipality, paging.After?[0] ?? "", paging.AfterId(), paging.Limit),
            employer => [Employer.KeyOf(employer.Name), employer.Id.ToString()],
            _ => null,
            page => ValueTask.FromResult(new ListEmployersResponse { Employers = { page.Select(employer => employer.ToMessage()) } }));
    }
}
