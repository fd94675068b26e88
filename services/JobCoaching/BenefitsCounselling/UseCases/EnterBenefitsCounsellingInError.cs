namespace Tyokyky.JobCoaching.BenefitsCounselling;

/// <summary>The counselling was a mistake.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class EnterBenefitsCounsellingInError(CounsellingKind counsellings, IBusinessClock clock)
{
    public void Validate(EnterBenefitsCounsellingInErrorRequest request, Check check) =>
        check.OptionalCode("reason", request.Reason, "error-reason", clock.Today);

    public Task<EnterBenefitsCounsellingInErrorResponse> Handle(EnterBenefitsCounsellingInErrorRequest request, Call call)
    {
        return counsellings.ChangeAsync(
            request,
            call,
            CounsellingStore.Whole(Guid.Parse(request.CounsellingId)),
            counselling => counselling.EnterInError(request.Reason, request.Note, clock.Today),
            counselling => new EnterBenefitsCounsellingInErrorResponse { Counselling = counselling });
    }
}
