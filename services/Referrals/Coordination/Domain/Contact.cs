using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.Referrals.Domain;

/// <summary>A contact (yhteydenotto) in single-contact coordination; anonymous when it names no client.</summary>
internal sealed class Contact : IVersioned
{
    public required Guid Id { get; init; }

    public required string Organisation { get; init; }

    public required Guid? ClientId { get; set; }

    public required AgeBand AgeBand { get; set; }

    public required string ContactingService { get; init; }

    public required string Topic { get; init; }

    public required bool ClientPresent { get; init; }

    public required List<string> Outcomes { get; init; }

    public required string[] NetworkProfessions { get; init; }

    public required Mode Mode { get; init; }

    public required int Minutes { get; init; }

    public required DateOnly ContactedOn { get; init; }

    public required string Municipality { get; set; }

    public required string Programme { get; init; }

    public List<ContactFollowUp> FollowUps { get; init; } = [];

    public long Version { get; init; } = 1;

    public string ObjectType => "contact";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public Relation RelationOf(Caller caller) => caller.Organisation == Organisation ? Relation.Owner : Relation.None;

    public void AddOutcome(string outcome)
    {
        if (Outcomes.Contains(outcome))
        {
            throw ContactErrors.OutcomeAlreadyRecorded(outcome);
        }

        Outcomes.Add(outcome);
    }

    /// <summary>The client agreed to be named: what was the caller's word is now the register's.</summary>
    public void Name(ClientRecord record)
    {
        if (ClientId is not null)
        {
            throw ContactErrors.AlreadyNamed();
        }

        ClientId = record.ClientId;
        AgeBand = AgeBands.On(record.BirthDate, ContactedOn);
        Municipality = record.FactMunicipality;
    }

    /// <summary>Opens what the contact led to; answers the outcome that this adds, or null when the contact has it already.</summary>
    public string? Open(ContactFollowUp followUp)
    {
        if (followUp.ClientAgreed && ClientId is null)
        {
            throw ContactErrors.Anonymous();
        }

        FollowUps.Add(followUp);
        if (Outcomes.Contains(followUp.Outcome))
        {
            return null;
        }

        Outcomes.Add(followUp.Outcome);
        return followUp.Outcome;
    }

    public ContactFollowUp End(Guid followUpId, ContactFollowUpStatus status, DateOnly on)
    {
        var at = FollowUps.FindIndex(followUp => followUp.Id == followUpId);
        if (FollowUps[at].Status != ContactFollowUpStatus.Open)
        {
            throw ContactErrors.FollowUpEnded(FollowUps[at].EndedOn);
        }

        return FollowUps[at] = FollowUps[at] with { Status = status, EndedOn = on };
    }
}
