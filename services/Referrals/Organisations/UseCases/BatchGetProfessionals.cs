namespace Tyokyky.Referrals.Organisations;

/// <summary>Reads several professionals at once, by id or by the subject of their tokens.</summary>
[Access(Pickers)]
internal sealed class BatchGetProfessionals(OrganisationStore organisations, Database database)
{
    private const int Most = 500;

    public static void Validate(BatchGetProfessionalsRequest request, Check check) => check
        .MaxCount("subjects", request.Subjects, Most - Math.Min(Most, request.ProfessionalIds.Count));

    public async Task<BatchGetProfessionalsResponse> Handle(BatchGetProfessionalsRequest request, Call call)
    {
        var found = await database.ListAsync(
            ProfessionalStore.ByIds([.. request.ProfessionalIds.Select(Guid.Parse)], [.. request.Subjects.Where(subject => subject.Length > 0)]), call.Cancel);

        var name = await organisations.NamesAsync(found.Select(named => named.Professional.Organisation), call.Cancel);
        var response = new BatchGetProfessionalsResponse();
        response.Professionals.AddRange(found.Select(named => named.ToMessage(name)));
        return response;
    }
}
