namespace Tyokyky.JobCoaching.QualityCriteria;

/// <summary>Starts a review of a unit, or of the whole organisation.</summary>
[Access(Role.Coordinator | Role.Manager)]
internal sealed class StartQualityReview(ReviewKind reviews, CriteriaSets sets, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(StartQualityReviewRequest request, Check check) => check.ReviewPeriod(request.FromDay, request.ToDay, clock.Today);

    public Task<StartQualityReviewResponse> Handle(StartQualityReviewRequest request, Call call)
    {
        return unitOfWork
            .Load(request, call)
            .ForEveryone()
            .WriteAsync(async (_, commit) =>
            {
                var set = await sets.InUseAsync(request.Set, request.Version, request.ToDay.ToDay(), call.Cancel);
                var review = new Review
                {
                    Id = Guid.CreateVersion7(time.GetUtcNow()),
                    Organisation = call.Caller.Organisation,
                    Unit = request.Unit,
                    Set = set.Code,
                    Edition = set.Edition,
                    FromDay = request.FromDay.ToDay(),
                    ToDay = request.ToDay.ToDay(),
                    StartedOn = clock.Today,
                };
                var now = await reviews.ApplyAsync(commit, null, (review, review.Started()));
                return new StartQualityReviewResponse { Review = now.ToMessage(set) };
            });
    }
}
