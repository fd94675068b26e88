using System.Globalization;

namespace Tyokyky.Referrals.Programmes;

/// <summary>Lists the versions of a programme's card: its trail.</summary>
[Access(Workers | Role.Manager | Role.Analyst, Relation.Owner | Relation.NamedParticipant)]
internal sealed class ListProgrammeCardVersions(Database database, Reader reader)
{
    public async Task<ListProgrammeCardVersionsResponse> Handle(ListProgrammeCardVersionsRequest request, Call call)
    {
        var (programme, latest) = await database.ManyAsync(ProgrammeStore.ByCode(request.Programme), CardStore.Latest(request.Programme), call.Cancel);
        call.Authorize(programme, programme is null ? null : CardVersion.RelationOf(programme, latest, call.Caller));

        return await reader.ListAsync(
            request,
            call,
            paging => CardStore.Versions(request.Programme, paging.After is { } key ? int.Parse(key[0], CultureInfo.InvariantCulture) : null, paging.Limit),
            version => [version.Number.ToString(CultureInfo.InvariantCulture)],
            _ => null,
            page => ValueTask.FromResult(new ListProgrammeCardVersionsResponse { Versions = { page.Select(version => version.ToVersion()) } }));
    }
}
