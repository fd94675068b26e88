namespace Tyokyky.WorkAbilityTeam.Consultations;

/// <summary>Closes the follow-up of an answered matter.</summary>
[Access(Team, Relation.Owner)]
internal sealed class CloseConsultation(MatterKind matters, IBusinessClock clock)
{
    public Task<CloseConsultationResponse> Handle(CloseConsultationRequest request, Call call)
    {
        return matters.ChangeAsync(
            request,
            call,
            ConsultationStore.Whole(Guid.Parse(request.ConsultationId)),
            matter => matter.Close(clock.DayOrToday("closed_on", request.ClosedOn), request.Note),
            matter => new CloseConsultationResponse { Consultation = matter });
    }
}
