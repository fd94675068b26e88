using System.Text.Json.Serialization;

namespace Tyokyky.JobCoaching.Results;

/// <summary>What columns of JSON hold.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(IReadOnlyList<SubsidyChange>))]
internal sealed partial class ResultsJson : JsonSerializerContext;
