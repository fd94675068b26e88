namespace Tyokyky.Referrals.UseCases;

/// <summary>Reads an observation.</summary>
[Access(Workers | Role.EmployerLiaison | Role.Manager | Role.Analyst, Relation.Owner | Relation.Receiver | Relation.NamedParticipant)]
internal sealed class GetObservation(ObservationView view, Database database)
{
    public async Task<GetObservationResponse> Handle(GetObservationRequest request, Call call)
    {
        var observation = await database.OneAsync(ObservationStore.ById(Guid.Parse(request.ObservationId)), call.Cancel);
        call.Authorize(observation, observation?.RelationOf(call.Caller));

        return new GetObservationResponse { Observation = await view.Of(observation, call) };
    }
}
