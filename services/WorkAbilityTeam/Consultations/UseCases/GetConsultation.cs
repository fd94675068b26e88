namespace Tyokyky.WorkAbilityTeam.Consultations;

/// <summary>Reads a matter.</summary>
[Access(Team, Relation.Owner | Relation.Sender)]
[Access(Role.Coach | Role.Referrer, Relation.Sender)]
[Access(Role.Client, Relation.Client)]
internal sealed class GetConsultation(ConsultationReading reading, IBusinessClock clock)
{
    public async Task<GetConsultationResponse> Handle(GetConsultationRequest request, Call call) =>
        new() { Consultation = (await reading.OpenAsync(request.ConsultationId, call)).ToMessage(clock.Today) };
}
