namespace Tyokyky.WorkAbilityTeam.SocialSituations;

/// <summary>Lists a client's descriptions.</summary>
[Access(Team)]
[Access(Role.Client, Relation.Client)]
internal sealed class ListSocialSituations(Reader reader)
{
    public Task<ListSocialSituationsResponse> Handle(ListSocialSituationsRequest request, Call call)
    {
        var clientId = Guid.Parse(request.ClientId);

        // The client's own are every organisation's.
        var isClient = call.Role == Role.Client;
        if (isClient)
        {
            call.SetAuditSubject(request.ClientId, "social-situation", "");
            call.Authorize(call.Caller.IsClient(clientId) ? Relation.Client : null);
        }

        return reader.ListAsync(
            request,
            call,
            paging => SituationStore.Of(clientId, isClient ? null : call.Caller.Organisation, paging.BeforeId(), paging.Limit),
            situation => [situation.Id.ToString()],
            situation => new Touch(situation.Client.Id, situation.ObjectType, situation.Id.ToString()),
            page => ValueTask.FromResult(
                new ListSocialSituationsResponse { Situations = { page.Select(situation => situation.ToMessage()) } }));
    }
}
