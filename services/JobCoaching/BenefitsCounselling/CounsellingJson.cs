using System.Text.Json.Serialization;

namespace Tyokyky.JobCoaching.BenefitsCounselling;

/// <summary>What columns of JSON hold: an estimate with the rules that it used, so that it can be read when they have changed.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(IncomeEstimate))]
internal sealed partial class CounsellingJson : JsonSerializerContext;
