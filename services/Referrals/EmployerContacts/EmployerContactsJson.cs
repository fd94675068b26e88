using System.Text.Json.Serialization;

namespace Tyokyky.Referrals.EmployerContacts;

/// <summary>What columns of JSON hold; enums by name, so that a row can be read without the program.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(EmployedPerson))]
internal sealed partial class EmployerContactsJson : JsonSerializerContext;
