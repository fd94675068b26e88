using Tyokyky.JobCoaching.Common;

namespace Tyokyky.JobCoaching.Coachings;

/// <summary>A coaching measure of a plan has a coaching at its provider, one however often it is told.</summary>
internal sealed class CoachingReactions(CoachingKind coachings, TimeProvider time) : IReactions
{
    private const string Kind = "coaching";

    public FactReactions From(string source) => source switch
    {
        "team" => FactReactions.To<MeasureAgreed>("OpenCoachingWhenMeasureAgreed", (fact, transaction, cancel) => OpenAsync(fact.Message, transaction, cancel)),
        "referrals" => FactReactions.To<ClientChanged>("HideClientOfCoachings", (fact, transaction, _) => HideAsync(fact.Message.Client, transaction)),
        _ => FactReactions.None,
    };

    // Without a way back: what was told before the order is known anyway, and what is told after it is not.
    private static Task HideAsync(ClientFacets client, FactTransaction tx) => !CountedClient.IsHidden(client)
        ? Task.CompletedTask
        : tx.Commit().ChangeEach(CoachingStore.Hide(Guid.Parse(client.ClientId)), "coaching", "client-hidden").SaveAsync();

    private async Task OpenAsync(MeasureAgreed agreed, FactTransaction tx, CancellationToken cancel)
    {
        if (agreed.Kind != Kind || await tx.OneAsync(CoachingStore.ByMeasure(Guid.Parse(agreed.MeasureId)), cancel) is not null)
        {
            return;
        }

        var coaching = new Coaching
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Client = CountedClient.Of(agreed.Client),
            ReferredBy = ReferredBy.Of(agreed.Referrer),
            Organisation = agreed.Provider,
            CaseId = Guid.Parse(agreed.CaseId),
            MeasureId = Guid.Parse(agreed.MeasureId),
            OpenedOn = agreed.AgreedOn.ToDay(),
        };
        var commit = tx.Commit();
        await coachings.ApplyAsync(commit, null, (coaching, coaching.Opened()));
        await commit.SaveAsync();
    }
}
