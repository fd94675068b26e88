using System.Text.Json.Serialization;

namespace Tyokyky.Referrals.Programmes;

/// <summary>What columns of JSON hold; enums by name, so that a row can be read without the program.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(CardDetails))]
internal sealed partial class ProgrammesJson : JsonSerializerContext;
