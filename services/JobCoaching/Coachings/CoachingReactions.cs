using Tyokyky.JobCoaching.Common;

namespace Tyokyky.JobCoaching.Coachings;

/// <summary>A coaching measure of a plan has a coaching at its provider, one however often it is told.</summary>
internal sealed class CoachingReactions(CoachingKind coachings, TimeProvider time) : IReactions
{
    private const string Kind = "coaching";

    public FactReactions From(string source) => source switch
    {
        "team" => FactReactions.To<MeasureAgreed>("OpenCoachingWhenMeasureAgreed", (fact, transaction, cancel) => OpenAsync(fact.Message, transaction, cancel)),
        _ => FactReactions.None,
    };

    private async Task OpenAsync(MeasureAgreed agreed, FactTransaction tx, CancellationToken cancel)
    {
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
