namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Lists namings of case managers, newest first: those of the organisation's teams, or those that it is asked for.</summary>
[Access(Partners | Role.Manager)]
internal sealed class ListCaseManagerNamings(Reader reader)
{
    public Task<ListCaseManagerNamingsResponse> Handle(ListCaseManagerNamingsRequest request, Call call)
    {
        return reader.ListAsync(
            request,
            call,
            paging => NamingStore.Of(call.Caller.Organisation, request.Asked, request.State, paging.BeforeId(), paging.Limit),
            naming => [naming.Id.ToString()],
            naming => new Touch(naming.ClientId, naming.ObjectType, naming.Id.ToString()),
            page => ValueTask.FromResult(new ListCaseManagerNamingsResponse { Namings = { page.Select(naming => naming.ToMessage()) } }));
    }
}
