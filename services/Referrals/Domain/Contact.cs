using Tyokyky.Contracts.Common.V1;
using Tyokyky.Records;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.Domain;

/// <summary>A contact (yhteydenotto) in single-contact coordination; anonymous when it names no client.</summary>
internal sealed class Contact : IVersioned
{
    public required Guid Id { get; init; }

    public required string Organisation { get; init; }

    public required Guid? ClientId { get; init; }

    public required AgeBand AgeBand { get; init; }

    public required string ContactingService { get; init; }

    public required string Topic { get; init; }

    public required bool ClientPresent { get; init; }

    public required List<string> Outcomes { get; init; }

    public required string[] NetworkProfessions { get; init; }

    public required Mode Mode { get; init; }

    public required int Minutes { get; init; }

    public required DateOnly ContactedOn { get; init; }

    public required string Municipality { get; init; }

    public required string Programme { get; init; }

    public long Version { get; init; } = 1;

    public string ObjectType => "contact";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public Relation RelationOf(Caller caller) => caller.Organisation == Organisation ? Relation.Owner : Relation.None;

    public void AddOutcome(string outcome)
    {
        if (Outcomes.Contains(outcome))
        {
            throw new DomainException(ErrorKind.FailedPrecondition, "OUTCOME_ALREADY_RECORDED", "The contact has this outcome already.", ("outcome", outcome));
        }

        Outcomes.Add(outcome);
    }
}
