using Tyokyky.WorkAbilityTeam.Disclosures;

namespace Tyokyky.WorkAbilityTeam.SocialSituations;

/// <summary>Reads a description; for another organisation on the client's permission.</summary>
[Access(Team, Relation.Owner)]
[Access(Role.Client, Relation.Client)]
[Access(Team | Role.Coach | Role.Referrer, Relation.PermissionHolder)]
internal sealed class GetSocialSituation(Reader reader, Database database, PermissionState permissions, IBusinessClock clock)
{
    private const string Scope = "social-situation";

    public Task<GetSocialSituationResponse> Handle(GetSocialSituationRequest request, Call call)
    {
        var id = Guid.Parse(request.SituationId);
        return reader
            .Load(
                call, SituationStore.ById(id), SituationStore.AsOfVersion(id, request.Version),
                (newest, asked) => (Newest: newest, Asked: request.Version == 0 ? newest : asked))
            .Authorize(
                found => new AuditSubject(found.Newest?.Client.Id, "social-situation", id),
                async found => found.Newest is null ? null : await RelationAsync(found.Newest, call))
            .AnswerAsync((found, _) => ValueTask.FromResult(
                new GetSocialSituationResponse { Situation = (found.Asked ?? throw SituationErrors.VersionUnknown()).ToMessage() }));
    }

    // What rests on a permission, or on the client's being the same, waits until that is known to be current.
    private async ValueTask<Relation?> RelationAsync(ClientSituation situation, Call call)
    {
        var own = situation.RelationOf(call.Caller);
        if (own != Relation.None && !call.Caller.OtherClientIds.Contains(situation.Client.Id))
        {
            return own;
        }

        var kinds = await database.ListAsync(
            PermissionStore.Kinds(situation.Client.Id, situation.Organisation, call.Caller.Organisation, Scope, clock.Today), call.Cancel);
        if (own != Relation.None || Disclosure.IsOpen(kinds))
        {
            await permissions.MustBeCurrentAsync(situation.Client.Id, call.Cancel);
        }

        return own | (Disclosure.IsOpen(kinds) ? Relation.PermissionHolder : Relation.None);
    }
}
