namespace Tyokyky.WorkAbilityTeam.Assessments;

/// <summary>Records the joint follow-up plan.</summary>
[Access(Team, Relation.Owner)]
internal sealed class AgreeFollowUp(AssessmentKind assessments, IBusinessClock clock)
{
    private const int MonthsToReview = 3;

    public static void Validate(AgreeFollowUpRequest request, Check check) =>
        check.OptionalPeriod(request.AgreedOn, request.ReviewOn, "agreed_on", "review_on", "DAY_BEFORE_START");

    public Task<AgreeFollowUpResponse> Handle(AgreeFollowUpRequest request, Call call)
    {
        return assessments.ChangeAsync(
            request,
            call,
            AssessmentStore.Whole(Guid.Parse(request.AssessmentId)),
            assessment =>
            {
                var on = clock.DayOrToday("agreed_on", request.AgreedOn);
                var review = request.ReviewOn?.ToDay() ?? on.AddMonths(MonthsToReview);
                return review > on
                    ? assessment.Agree(new JointPlan(request.Text, request.Owner, on, review))
                    : throw DomainException.Field("review_on", "DAY_BEFORE_START", "a day after agreed_on");
            },
            assessment => new AgreeFollowUpResponse { Assessment = assessment });
    }
}
