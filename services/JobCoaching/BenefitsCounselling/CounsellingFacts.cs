using static Tyokyky.JobCoaching.Common.FactParts;

namespace Tyokyky.JobCoaching.BenefitsCounselling;

/// <summary>What others are told of counselling: that it was given, never what the client lives on.</summary>
internal static class CounsellingFacts
{
    public static IMessage Of(Counselling? before, Counselling now) => (before, now.State) switch
    {
        (null, _) => Recorded(now),
        (_, CounsellingState.EnteredInError) =>
            new BenefitsCounsellingEnteredInError { CounsellingId = now.Id.ToString(), ClientId = now.Client.Id.ToString() },
        _ => new BenefitsCounsellingCorrected { Counselling = Recorded(now) },
    };

    private static BenefitsCounsellingRecorded Recorded(Counselling counselling) => new()
    {
        CounsellingId = counselling.Id.ToString(),
        CoachingId = Text(counselling.CoachingId),
        Client = counselling.Client.Facets(),
        Organisation = counselling.Organisation,
        Occasion = StateCode.Of(counselling.Told.Occasion),
        Change = counselling.Told.Change,
        JobId = Text(counselling.Told.JobId),
        Estimated = counselling.Estimate is not null,
        CounselledOn = counselling.Told.On.ToDate(),
    };
}
