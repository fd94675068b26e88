namespace Tyokyky.WorkAbilityTeam.Common;

/// <summary>What joins an organisation to a client here: a case of its team, or an assessment that a referral's task asked of it.</summary>
internal sealed record ClientAnchor(CountedClient Client, string Organisation)
{
    public Relation RelationOf(Caller caller) =>
        (caller.Organisation == Organisation ? Relation.Owner : Relation.None)
        | (caller.IsClient(Client.Id) ? Relation.Client : Relation.None);
}
