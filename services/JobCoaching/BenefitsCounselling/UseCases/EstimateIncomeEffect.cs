namespace Tyokyky.JobCoaching.BenefitsCounselling;

/// <summary>Works out what a change of wage does to a month's income; it names nobody and stores nothing.</summary>
[Access(Role.Coach | Role.Coordinator)]
internal sealed class EstimateIncomeEffect(IBusinessClock clock)
{
    public void Validate(EstimateIncomeEffectRequest request, Check check) =>
        check.Income("question", request.Question, clock.CodeDay(request.Question?.OnDay));

    public Task<EstimateIncomeEffectResponse> Handle(EstimateIncomeEffectRequest request, Call call) =>
        Task.FromResult(new EstimateIncomeEffectResponse { Estimate = request.Question.Estimate(clock.Today).ToMessage() });
}
