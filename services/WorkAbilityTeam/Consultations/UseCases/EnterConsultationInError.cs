namespace Tyokyky.WorkAbilityTeam.Consultations;

/// <summary>Marks a matter as a mistake.</summary>
[Access(Team, Relation.Owner | Relation.Sender)]
internal sealed class EnterConsultationInError(MatterKind matters, IBusinessClock clock)
{
    public void Validate(EnterConsultationInErrorRequest request, Check check) => check.OptionalCode("reason", request.Reason, "error-reason", clock.Today);

    public Task<EnterConsultationInErrorResponse> Handle(EnterConsultationInErrorRequest request, Call call)
    {
        return matters.ChangeAsync(
            request,
            call,
            ConsultationStore.Whole(Guid.Parse(request.ConsultationId)),
            matter => matter.EnterInError(request.Reason, clock.Today),
            matter => new EnterConsultationInErrorResponse { Consultation = matter });
    }
}
