using Tyokyky.JobCoaching.Coachings;

namespace Tyokyky.JobCoaching.BenefitsCounselling;

/// <summary>Tells a counselling anew as it was.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class CorrectBenefitsCounselling(CounsellingKind counsellings, Database database, IBusinessClock clock)
{
    public void Validate(CorrectBenefitsCounsellingRequest request, Check check) => check
        .Counselling(request.Details, clock)
        .OptionalCode("reason", request.Reason, "correction-reason", clock.Today);

    public Task<CorrectBenefitsCounsellingResponse> Handle(CorrectBenefitsCounsellingRequest request, Call call)
    {
        return counsellings.ChangeAsync(
            request,
            call,
            CounsellingStore.Whole(Guid.Parse(request.CounsellingId)),
            async counselling =>
            {
                var told = request.Details.ToDomain();
                var corrected = counselling.Correct(told, request.Details.Question?.Estimate(told.On), request.Reason, request.Note);
                if (counselling.CoachingId is { } coachingId && await database.OneAsync(CoachingStore.ById(coachingId), call.Cancel) is { } coaching)
                {
                    coaching.MustNotPrecedeOpening("details.counselled_on", told.On);
                }

                await database.RequireJobAsync(corrected.Counselling, call.Cancel);
                return corrected;
            },
            counselling => new CorrectBenefitsCounsellingResponse { Counselling = counselling });
    }
}
