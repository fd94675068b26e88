using System.Text.Json.Serialization;
using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Directory;
using Tyokyky.Referrals.EmployerContacts;
using Tyokyky.Referrals.Pathways;
using Tyokyky.Referrals.Referrals;

namespace Tyokyky.Referrals.Common;

/// <summary>What columns of JSON hold; enums by name, so that a row can be read without the program.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ClientCare))]
[JsonSerializable(typeof(TaskProgress))]
[JsonSerializable(typeof(IReadOnlyList<ScreeningProposal>))]
[JsonSerializable(typeof(IReadOnlyList<StepPause>))]
[JsonSerializable(typeof(DocumentLink[]))]
[JsonSerializable(typeof(EmployedPerson))]
[JsonSerializable(typeof(DirectoryDetails))]
[JsonSerializable(typeof(IReadOnlyList<GroupMember>))]
[JsonSerializable(typeof(IReadOnlyList<MeetingParticipant>))]
[JsonSerializable(typeof(IReadOnlyList<ObservationAddressing>))]
internal sealed partial class ReferralsJson : JsonSerializerContext;
