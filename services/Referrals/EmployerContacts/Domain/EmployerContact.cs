using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.EmployerContacts;

/// <summary>Where an employer's contact stands.</summary>
internal enum EmployerContactStatus
{
    Waiting,
    Confirmed,
    Declined,
    Expired,
}

/// <summary>Who the employer says it is about; gone when the contact has ended.</summary>
internal sealed record EmployedPerson(string GivenNames, string FamilyName, string Phone, string Email, string ContactLanguage);

/// <summary>An employer's contact (työnantajan yhteydenotto), which waits for the employee to confirm it.</summary>
internal sealed record EmployerContact : IAggregate<EmployerContact>
{
    public required Guid Id { get; init; }

    public required string Employer { get; init; }

    public required string EmployerName { get; init; }

    public required string Receiver { get; init; }

    /// <summary>Known when the employer gave the code of a client.</summary>
    public required Guid? ClientId { get; init; }

    public required string Topic { get; init; }

    public required EmployedPerson? Employee { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public required DateOnly ConfirmBy { get; init; }

    public EmployerContactStatus Status { get; init; }

    public Guid? ReferralId { get; init; }

    public long Version { get; init; } = 1;

    public string ObjectType => "employer-contact";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public EmployerContact At(long version) => this with { Version = version };

    public Relation RelationOf(Caller caller) =>
        (caller.ActsForOrganisation() && caller.Organisation == Receiver ? Relation.Receiver : Relation.None)
        | (ClientId is { } client && caller.IsClient(client) ? Relation.Client : Relation.None);

    /// <summary>Ends it, and forgets what the employer told.</summary>
    public (EmployerContact Contact, Transition Transition) End(EmployerContactStatus status, DateTimeOffset at) => Status != EmployerContactStatus.Waiting
        ? throw EmployerContactErrors.Ended(Status)
        : (this with { Status = status, Employee = null }, new Transition(ObjectType, Id, StateCode.Of(Status), StateCode.Of(status), at));
}

/// <summary>How employers' contacts refuse.</summary>
internal static class EmployerContactErrors
{
    public static DomainException Ended(EmployerContactStatus status) =>
        new(ErrorKind.FailedPrecondition, "EMPLOYER_CONTACT_ENDED", "The contact was confirmed, declined or not confirmed in time.",
            ("status", StateCode.Of(status)));

    public static DomainException AnotherClient() =>
        DomainException.Field("client_id", "ANOTHER_CLIENT", "the client whose personal identity code the contact tells");
}
