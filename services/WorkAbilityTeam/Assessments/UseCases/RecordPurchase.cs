namespace Tyokyky.WorkAbilityTeam.Assessments;

/// <summary>Records the order of a purchased assessment.</summary>
[Access(Team, Relation.Owner)]
internal sealed class RecordPurchase(AssessmentKind assessments, IBusinessClock clock)
{
    public static void Validate(RecordPurchaseRequest request, Check check) => check
        .Purchase("purchase", request.Purchase);

    public Task<RecordPurchaseResponse> Handle(RecordPurchaseRequest request, Call call)
    {
        return assessments.ChangeAsync(
            request,
            call,
            AssessmentStore.Whole(Guid.Parse(request.AssessmentId)),
            assessment => assessment.Buy(request.Purchase.ToOrder(), clock.Today),
            assessment => new RecordPurchaseResponse { Assessment = assessment });
    }
}
