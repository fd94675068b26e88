namespace Tyokyky.Referrals.Programmes;

/// <summary>Reads a programme's card, as much of it as the caller may see.</summary>
[Access(Everybody)]
internal sealed class GetProgrammeCard(CardView view, Database database)
{
    public async Task<GetProgrammeCardResponse> Handle(GetProgrammeCardRequest request, Call call)
    {
        var (programme, latest) = await database.ManyAsync(ProgrammeStore.ByCode(request.Programme), CardStore.Latest(request.Programme), call.Cancel);
        if (programme is null)
        {
            throw ProgrammeErrors.Unknown();
        }

        var relation = CardVersion.RelationOf(programme, latest, call.Caller);
        var version = request.Version == 0 || request.Version == latest?.Number ? latest
            : relation == Relation.None ? throw ProgrammeErrors.UnknownVersion()
            : await database.OneAsync(CardStore.ByNumber(request.Programme, request.Version), call.Cancel) ?? throw ProgrammeErrors.UnknownVersion();
        return new GetProgrammeCardResponse { Card = await view.Of(programme, version, relation, call) };
    }
}
