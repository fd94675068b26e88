using Tyokyky.WorkAbilityTeam.Disclosures;

namespace Tyokyky.WorkAbilityTeam.SocialSituations;

/// <summary>How descriptions change: a new version, or the client's answer to the newest.</summary>
internal sealed class SituationKind(PermissionState permissions, UnitOfWork unitOfWork) : AggregateKind<ClientSituation, SocialSituation>(unitOfWork)
{
    protected override Guid? ClientOf(ClientSituation found) => found.Client.Id;

    // A split of the client's ids that is not heard of must not open anything.
    protected override async ValueTask<Relation> RelationAsync(ClientSituation found, Guid? part, Call call) =>
        (await permissions.RelationOfAsync(found.Client.Id, found.RelationOf(call.Caller), call))!.Value;

    protected override ValueTask<ClientSituation> WriteAsync(Commit commit, ClientSituation? before, Change<ClientSituation> change)
    {
        var now = change.Now;
        if (before is null)
        {
            commit
                .Add(SituationStore.ClientSituationRow.Insert(now, now.Current.Number))
                .OnViolation(SituationStore.OnceIndex, () => new RetryableConflict("Another description came first."));
        }
        else
        {
            commit.Change(before, SituationStore.Update(now));
        }

        if (before?.Current.Number == now.Current.Number)
        {
            commit.Add(SituationStore.Answer(now));
        }
        else
        {
            commit.Add(SituationStore.SituationVersionRow.Insert(now.Current, now.Id)).Fact(Described(now), now.Client.Id.ToString());
        }

        commit.Transition(change.Transition);
        return ValueTask.FromResult(now);
    }

    protected override ValueTask<SocialSituation> ShowAsync(ClientSituation now, Relation relation, Call call) => ValueTask.FromResult(now.ToMessage());

    private static SocialSituationDescribed Described(ClientSituation situation) => new()
    {
        SituationId = situation.Id.ToString(),
        Client = situation.Client.Facets(),
        Organisation = situation.Organisation,
        Version = situation.Current.Number,
        DescribedOn = situation.Current.DescribedOn.ToDate(),
    };
}
