namespace Tyokyky.Referrals.UseCases;

/// <summary>The way every change of an observation goes: load, admit, ask the observation, commit, and tell what it became.</summary>
internal sealed class ObservationChange(ObservationView view, UnitOfWork unitOfWork, IBusinessClock clock)
{
    public async Task<TResponse> Do<TRequest, TResponse>(
        string observationId, string etag, TRequest request, Call call,
        Func<Observation, ValueTask<(Observation Observation, Transition Transition)>> change, Func<Proto.Observation, TResponse> answer)
        where TRequest : IMessage
        where TResponse : class, IMessage<TResponse>, new()
    {
        var before = await unitOfWork.LoadAsync(call, request, ObservationStore.ById(Guid.Parse(observationId)));
        call.Authorize(before, before?.RelationOf(call.Caller));
        if (call.Replay<TResponse>() is { } done)
        {
            return done;
        }

        call.MustMatch(etag, before.Etag);
        var (now, transition) = await change(before);

        return await unitOfWork.Commit(call, request)
            .Guard(ObservationStore.Update(now))
            .Transition(transition)
            .Fact(FactOf(now), now.Id.ToString())
            .SaveAsync(answer(await view.Of(now, call)));
    }

    private IMessage FactOf(Observation now) => now.Status switch
    {
        ObservationStatus.Recorded => ObservationFacts.Recorded(now),
        ObservationStatus.Sent => ObservationFacts.Sent(now),
        ObservationStatus.Answered => ObservationFacts.Answered(now),
        _ => new ObservationWithdrawn { ObservationId = now.Id.ToString(), Organisation = now.Organisation, Status = StateCode.Of(now.Status), WithdrawnOn = clock.Today.ToDate() },
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
