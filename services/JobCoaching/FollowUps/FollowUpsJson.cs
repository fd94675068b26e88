using System.Text.Json.Serialization;

namespace Tyokyky.JobCoaching.FollowUps;

/// <summary>What the column of JSON holds.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<Attempt>))]
internal sealed partial class FollowUpsJson : JsonSerializerContext;
