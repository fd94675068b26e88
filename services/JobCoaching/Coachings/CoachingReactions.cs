using Tyokyky.JobCoaching.Common;

namespace Tyokyky.JobCoaching.Coachings;

/// <summary>
/// A coaching measure that the client accepted has a coaching at its provider, one however often it is told. When the client declines after all, or the
/// measure ends, a coaching that has not started ends with it.
/// </summary>
internal sealed class CoachingReactions(CoachingKind coachings, TimeProvider time) : IReactions
{
    private const string Kind = "coaching";
    private const string WithoutResult = "ended-without-result";

    public FactReactions From(string source) => source switch
    {
        "team" => FactReactions
            .To<MeasureAccepted>("OpenCoachingWhenMeasureAccepted", (fact, transaction, cancel) => OpenAsync(fact.Message, transaction, cancel))
            .On<MeasureDeclined>("EndCoachingWhenMeasureDeclined", (fact, transaction, cancel) =>
                EndAsync(fact.Message.MeasureId, fact.Message.DeclinedOn.ToDay(), transaction, cancel))
            .On<MeasureEnded>("EndCoachingWhenMeasureEnded", (fact, transaction, cancel) =>
                EndAsync(fact.Message.MeasureId, fact.Message.EndedOn.ToDay(), transaction, cancel)),
        "referrals" => FactReactions.To<ClientChanged>("HideClientOfCoachings", (fact, transaction, _) => HideAsync(fact.Message.Client, transaction)),
        _ => FactReactions.None,
    };

    // Without a way back: what was told before the order is known anyway, and what is told after it is not.
    private static Task HideAsync(ClientFacets client, FactTransaction tx) => !CountedClient.IsHidden(client)
        ? Task.CompletedTask
        : tx.Commit().ChangeEach(CoachingStore.Hide(Guid.Parse(client.ClientId)), "coaching", "client-hidden").SaveAsync();

    private async Task OpenAsync(MeasureAccepted accepted, FactTransaction tx, CancellationToken cancel)
    {
        if (accepted.Kind != Kind || await tx.OneAsync(CoachingStore.ByMeasure(Guid.Parse(accepted.MeasureId)), cancel) is not null)
        {
            return;
        }

        var coaching = new Coaching
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Client = CountedClient.Of(accepted.Client),
            ReferredBy = ReferredBy.Of(accepted.Referrer),
            Organisation = accepted.Provider,
            CaseId = Guid.Parse(accepted.CaseId),
            MeasureId = Guid.Parse(accepted.MeasureId),
            OpenedOn = accepted.AcceptedOn.ToDay(),
        };
        var commit = tx.Commit();
        await coachings.ApplyAsync(commit, null, (coaching, coaching.Opened()));
        await commit.SaveAsync();
    }

    // One that has started is the client's and the coach's to end.
    private async Task EndAsync(string measureId, DateOnly day, FactTransaction tx, CancellationToken cancel)
    {
        if (await tx.OneAsync(CoachingStore.ByMeasure(Guid.Parse(measureId)), cancel) is { State: CoachingState.Open } coaching)
        {
            var commit = tx.Commit();
            await coachings.ApplyAsync(commit, coaching, coaching.End(WithoutResult, day < coaching.OpenedOn ? coaching.OpenedOn : day));
            await commit.SaveAsync();
        }
    }
}
