namespace Tyokyky.JobCoaching.Reactions;

/// <summary>A plan got a coaching measure: its provider has a coaching of it, one however often it is told.</summary>
internal sealed class OpenCoachingWhenMeasureAgreed(CoachingKind coachings, TimeProvider time) : IReaction<MeasureAgreed>
{
    private const string Kind = "coaching";

    public async Task ReactAsync(Fact<MeasureAgreed> fact, FactTransaction tx, CancellationToken cancel)
    {
        var agreed = fact.Message;
        if (agreed.Kind != Kind || await tx.OneAsync(CoachingStore.ByMeasure(Guid.Parse(agreed.MeasureId)), cancel) is not null)
        {
            return;
        }

        var coaching = new Coaching
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Client = new CountedClient(Guid.Parse(agreed.Client.ClientId), agreed.Client.AgeBand, agreed.Client.Municipality, agreed.Client.Programme),
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
