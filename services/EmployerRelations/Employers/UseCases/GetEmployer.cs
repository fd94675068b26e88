namespace Tyokyky.EmployerRelations.Employers;

/// <summary>Reads an employer with its last contact.</summary>
[Access(Workers)]
internal sealed class GetEmployer(Database database)
{
    public async Task<GetEmployerResponse> Handle(GetEmployerRequest request, Call call)
    {
        var employer = await database.OneAsync(EmployerStore.ById(Guid.Parse(request.EmployerId)), call.Cancel) ?? throw EmployerErrors.Unknown();
        return new GetEmployerResponse { Employer = employer.ToMessage() };
    }
}
