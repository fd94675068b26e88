using System.Text.Json.Serialization;

namespace Tyokyky.JobCoaching.WorkTrialFeedback;

/// <summary>What the column of JSON holds.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(IReadOnlyList<DomainAnswer>))]
internal sealed partial class FeedbackJson : JsonSerializerContext;
