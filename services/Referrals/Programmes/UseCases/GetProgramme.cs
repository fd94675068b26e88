namespace Tyokyky.Referrals.Programmes;

/// <summary>Reads a programme with its counts.</summary>
[Access(Workers | Role.Manager | Role.Analyst)]
internal sealed class GetProgramme(ProgrammeView view, Database database)
{
    public async Task<GetProgrammeResponse> Handle(GetProgrammeRequest request, Call call)
    {
        var (programme, counts) = await database.ManyAsync(ProgrammeStore.ByCode(request.Programme), ProgrammeStore.Counts(request.Programme), call.Cancel);
        if (programme is null)
        {
            throw ProgrammeErrors.Unknown();
        }

        var message = await view.Of(programme, call);
        if (programme.RelationOf(call.Caller) == Relation.Owner)
        {
            (message.Clients, message.OwnerlessClients) = (counts!.Clients, counts.Ownerless);
        }

        return new GetProgrammeResponse { Programme = message };
    }
}
