namespace Tyokyky.WorkAbilityTeam.Consultations;

/// <summary>Answers a matter.</summary>
[Access(Team, Relation.Owner)]
internal sealed class AnswerConsultation(MatterKind matters, IBusinessClock clock)
{
    public void Validate(AnswerConsultationRequest request, Check check) => check
        .OptionalCode("answered_by", request.AnsweredBy, "profession", clock.CodeDay(request.AnsweredOn))
        .That(request.FollowUp.Length > 0 || request.FollowUpOn is null, "follow_up", "FOLLOW_UP_INCOMPLETE", "present, with a day to follow it up")
        .That(request.FollowUp.Length == 0 || request.FollowUpOn is not null, "follow_up_on", "FOLLOW_UP_INCOMPLETE", "present, with something to follow up")
        .OptionalDayAfter("follow_up_on", request.FollowUpOn, clock.Today);

    public Task<AnswerConsultationResponse> Handle(AnswerConsultationRequest request, Call call)
    {
        return matters.ChangeAsync(
            request,
            call,
            ConsultationStore.Whole(Guid.Parse(request.ConsultationId)),
            matter => matter.Reply(new GivenAnswer(
                request.Answer, request.AnsweredBy, clock.DayOrToday("answered_on", request.AnsweredOn), request.FollowUp, request.FollowUpOn?.ToDay())),
            matter => new AnswerConsultationResponse { Consultation = matter });
    }
}
