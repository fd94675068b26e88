using Tyokyky.Referrals.Clients;

namespace Tyokyky.Referrals.Observations;

/// <summary>How observations change: by whom one may be, what is written and told.</summary>
internal sealed class ObservationKind(ObservationView view, UnitOfWork unitOfWork, IBusinessClock clock)
    : AggregateKind<Observation, Proto.Observation>(unitOfWork)
{
    protected override ValueTask<Relation> RelationAsync(Observation found, Guid? part, Call call) => ValueTask.FromResult(found.RelationOf(call.Caller));

    protected override ValueTask<Observation> WriteAsync(Commit commit, Observation? before, Change<Observation> change)
    {
        var now = change.Now;
        if (before is null)
        {
            commit.Add(ObservationStore.ObservationRow.Insert(now));
        }
        else
        {
            commit.Change(before, ObservationStore.ObservationRow.Update(now));
        }

        commit.Transition(change.Transition).Fact(FactOf(now), now.Id.ToString());
        return ValueTask.FromResult(now);
    }

    protected override ValueTask<Proto.Observation> ShowAsync(Observation now, Relation relation, Call call) => view.Of(now, call);

    private IMessage FactOf(Observation now) => now.Status switch
    {
        ObservationStatus.Recorded => ObservationFacts.Recorded(now),
        ObservationStatus.Sent => ObservationFacts.Sent(now),
        ObservationStatus.Answered => ObservationFacts.Answered(now),
        _ => new ObservationWithdrawn
        {
            ObservationId = now.Id.ToString(),
            Organisation = now.Organisation,
            Status = StateCode.Of(now.Status),
            WithdrawnOn = clock.Today.ToDate(),
        },
    };
}

/// <summary>What facts tell of observations: codes and days, no words.</summary>
internal static class ObservationFacts
{
    public static ObservationRecorded Recorded(Observation observation) => new()
    {
        ObservationId = observation.Id.ToString(),
        Organisation = observation.Organisation,
        Kind = observation.Details.Kind,
        Services = { observation.Details.Services },
        Benefits = { observation.Details.Benefits },
        Municipality = observation.Details.Municipality,
        Programme = observation.Details.Programme,
        HasProposal = observation.Details.Proposal.Length > 0,
        ObservedOn = observation.ObservedOn.ToDate(),
    };

    public static ObservationSent Sent(Observation observation) => new()
    {
        ObservationId = observation.Id.ToString(),
        Organisation = observation.Organisation,
        Addressee = observation.Addressings[^1].Addressee,
        AddresseeOrganisation = observation.Addressings[^1].Organisation,
        SentOn = observation.Addressings[^1].SentOn.ToDate(),
    };

    public static ObservationAnswered Answered(Observation observation) => new()
    {
        ObservationId = observation.Id.ToString(),
        Organisation = observation.Organisation,
        Addressee = observation.Addressings[^1].Addressee,
        Reply = observation.Addressings[^1].Reply,
        SentOn = observation.Addressings[^1].SentOn.ToDate(),
        RepliedOn = observation.Addressings[^1].RepliedOn!.Value.ToDate(),
    };
}
