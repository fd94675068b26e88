using Google.Protobuf.WellKnownTypes;
using Tyokyky.WorkAbilityTeam.Teams;

namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>Plans as messages and in facts.</summary>
internal static class PlanMessages
{
    public static Plan ToMessage(this SupportPlan plan)
    {
        var version = plan.Current;
        var message = new Plan
        {
            PlanId = plan.Id.ToString(),
            CaseId = plan.CaseId.ToString(),
            ClientId = plan.ClientId.ToString(),
            Version = version.Number,
            Strengths = version.Body.Strengths,
            MadeOn = version.MadeOn.ToDate(),
            ReviewOn = version.ReviewOn.ToDate(),
            ClientAnswer = version.Answer,
            ClientComment = version.Comment,
            Etag = plan.Etag,
            RecordedAt = version.RecordedAt.ToTimestamp(),
        };
        message.Goals.AddRange(version.Body.Goals.Select(text => new Goal { Text = text }));
        message.Measures.AddRange(version.Measures.Select(measure => new Measure
        {
            MeasureId = measure.Id.ToString(),
            Kind = measure.Kind,
            Provider = measure.Provider,
            Owner = measure.Owner,
            DueOn = measure.DueOn.ToDate(),
            Basis = measure.Basis,
            Text = measure.Text,
        }));
        return message;
    }

    public static PlanMade Made(SupportPlan plan, TeamCase teamCase) => new()
    {
        PlanId = plan.Id.ToString(),
        Version = plan.Current.Number,
        CaseId = teamCase.Id.ToString(),
        Client = teamCase.Facets(),
        Organisation = teamCase.Organisation,
        Goals = plan.Current.Body.Goals.Length,
        MadeOn = plan.Current.MadeOn.ToDate(),
    };

    public static MeasureAgreed Agreed(PlanMeasure measure, SupportPlan plan, TeamCase teamCase) => new()
    {
        MeasureId = measure.Id.ToString(),
        PlanId = plan.Id.ToString(),
        CaseId = teamCase.Id.ToString(),
        Client = teamCase.Facets(),
        Kind = measure.Kind,
        Provider = measure.Provider,
        Voluntary = measure.Basis == MeasureBasis.Voluntary,
        AgreedOn = plan.Current.MadeOn.ToDate(),
        Referrer = teamCase.ReferredBy.Fact(),
    };
}
