namespace Tyokyky.WorkAbilityTeam.Consultations;

/// <summary>Takes a matter back, or says that it will not be answered.</summary>
[Access(Team, Relation.Owner | Relation.Sender)]
[Access(Role.Coach | Role.Referrer, Relation.Sender)]
internal sealed class CancelConsultation(MatterKind matters, IBusinessClock clock)
{
    public void Validate(CancelConsultationRequest request, Check check) =>
        check.OptionalCode("reason", request.Reason, "consultation-cancellation-reason", clock.Today);

    public Task<CancelConsultationResponse> Handle(CancelConsultationRequest request, Call call)
    {
        return matters.ChangeAsync(
            request,
            call,
            ConsultationStore.Whole(Guid.Parse(request.ConsultationId)),
            matter => matter.Cancel(request.Reason, clock.Today),
            matter => new CancelConsultationResponse { Consultation = matter });
    }
}
