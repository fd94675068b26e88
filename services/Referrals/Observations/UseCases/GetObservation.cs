namespace Tyokyky.Referrals.Observations;

/// <summary>Reads an observation.</summary>
[Access(Workers | Role.EmployerLiaison | Role.Manager | Role.Analyst, Relation.Owner | Relation.Receiver | Relation.NamedParticipant)]
internal sealed class GetObservation(ObservationView view, Reader reader)
{
    public Task<GetObservationResponse> Handle(GetObservationRequest request, Call call)
    {
        return reader
            .Load(call, ObservationStore.ById(Guid.Parse(request.ObservationId)))
            .Authorize(_ => new AuditSubject(null, "observation", request.ObservationId), observation => observation?.RelationOf(call.Caller))
            .AnswerAsync(async (observation, _) => new GetObservationResponse { Observation = await view.Of(observation!, call) });
    }
}
