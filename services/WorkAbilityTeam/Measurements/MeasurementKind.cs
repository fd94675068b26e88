using Tyokyky.WorkAbilityTeam.Disclosures;

namespace Tyokyky.WorkAbilityTeam.Measurements;

/// <summary>How measurements change, and what others are told of it.</summary>
internal sealed class MeasurementKind(PermissionState permissions, Database database, UnitOfWork unitOfWork)
    : AggregateKind<ClientMeasurement, Measurement>(unitOfWork)
{
    /// <summary>Work that tells that a measurement's day has come.</summary>
    public const string DueKind = "measurement-due";

    /// <summary>Tells how far the pairs are apart that a measurement with other values is part of.</summary>
    public async Task TellChangesAsync(Commit commit, ClientMeasurement changed, CancellationToken cancel)
    {
        var answered = await database.OneAsync(MeasurementStore.AnsweredIn(changed.CaseId), cancel);
        var pairs = MeasurementPair.Of([.. answered!.Where(other => other.Id != changed.Id), changed], changed.Rules.Scales);
        foreach (var pair in pairs.Where(pair => pair.Baseline.Id == changed.Id || pair.Later.Id == changed.Id))
        {
            commit.Fact(MeasurementFacts.Changed(pair), changed.Client.Id.ToString());
        }
    }

    protected override Guid? ClientOf(ClientMeasurement found) => found.Client.Id;

    // A split of the client's ids that is not heard of must not open anything.
    protected override async ValueTask<Relation> RelationAsync(ClientMeasurement found, Guid? part, Call call) =>
        (await permissions.RelationOfAsync(found.Client.Id, found.RelationOf(call.Caller), call))!.Value;

    protected override ValueTask<ClientMeasurement> WriteAsync(Commit commit, ClientMeasurement? before, Change<ClientMeasurement> change)
    {
        var now = change.Now;
        if (before is null)
        {
            commit.Add(MeasurementStore.ClientMeasurementRow.Insert(now));
        }
        else
        {
            commit.Change(before, MeasurementStore.ClientMeasurementRow.Update(now));
        }

        var (was, due) = (before is null ? null : DueOn(before), DueOn(now));
        if (due is { } at && was != due)
        {
            commit.Due(DueKind, now.Id.ToString(), FinnishTime.StartOf(at));
        }
        else if (due is null && was is not null)
        {
            commit.Settle(DueKind, now.Id.ToString());
        }

        foreach (var fact in MeasurementFacts.Between(before, now))
        {
            commit.Fact(fact, now.Client.Id.ToString());
        }

        commit.Transition(change.Transition);
        return ValueTask.FromResult(now);
    }

    protected override ValueTask<Measurement> ShowAsync(ClientMeasurement now, Relation relation, Call call) =>
        ValueTask.FromResult(now.ToMessage(MeasurementMessages.ReadsValues(call.Caller, relation)));

    private static DateOnly? DueOn(ClientMeasurement measurement) => measurement.FellDue ? null : measurement.NextAttemptOn;
}
