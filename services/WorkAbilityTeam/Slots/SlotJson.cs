using System.Text.Json.Serialization;

namespace Tyokyky.WorkAbilityTeam.Slots;

/// <summary>How the jsonb columns are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SlotWorker[]))]
internal sealed partial class SlotJson : JsonSerializerContext;
