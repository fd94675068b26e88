namespace Tyokyky.EmployerRelations.Employers;

/// <summary>An employer (työnantaja), known once by its business id.</summary>
internal sealed record Employer : IAggregate<Employer>
{
    public required Guid Id { get; init; }

    /// <summary>Y-tunnus; null for a household without one.</summary>
    public required string? BusinessId { get; init; }

    public required string Name { get; init; }

    public required string Sector { get; init; }

    public required string Municipality { get; init; }

    public bool DoNotContact { get; init; }

    public int ContactCount { get; init; }

    public DateOnly? LastContactOn { get; init; }

    public string LastContactBy { get; init; } = "";

    public long Version { get; init; } = 1;

    public string ObjectType => "employer";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public Employer At(long version) => this with { Version = version };

    /// <summary>A name as it is sorted and searched: one form whatever the case, the same here and in the database.</summary>
    public static string KeyOf(string name) => name.ToLowerInvariant();

    /// <summary>The employer after one more contact.</summary>
    public Employer Contacted(DateOnly on, string by)
    {
        if (DoNotContact)
        {
            throw EmployerErrors.DoNotContact(Id);
        }

        var isLast = LastContactOn is not { } last || on >= last;
        return this with
        {
            ContactCount = ContactCount + 1,
            LastContactOn = isLast ? on : LastContactOn,
            LastContactBy = isLast ? by : LastContactBy,
        };
    }

    /// <summary>Whether it may be contacted, from now on.</summary>
    public (Employer Changed, Transition Transition) SetDoNotContact(bool doNotContact, DateTimeOffset at, string note) =>
        (this with { DoNotContact = doNotContact }, new Transition(ObjectType, Id, Code(DoNotContact), Code(doNotContact), at, Note: note));

    private static string Code(bool doNotContact) => doNotContact ? "do-not-contact" : "contactable";
}

/// <summary>One contact with an employer.</summary>
internal sealed record EmployerContact(
    Guid Id, Guid EmployerId, string Organisation, string Purpose, bool First, Contracts.Common.V1.Mode Mode, int Minutes, DateOnly ContactedOn, string Note)
{
    public string Programme { get; init; } = "";

    /// <summary>Made in a coaching, of which nothing is known here.</summary>
    public bool ByCoach { get; init; }

    public bool FirstOfCoaches { get; init; }

    /// <summary>No mistake.</summary>
    public bool Stands { get; init; } = true;
}

/// <summary>How an employer is refused.</summary>
internal static class EmployerErrors
{
    public static DomainException Unknown() =>
        new(ErrorKind.NotFound, "EMPLOYER_UNKNOWN", "There is no employer with this id; RegisterEmployer finds or registers one.", ("field", "employer_id"));

    public static DomainException DoNotContact(Guid id) =>
        new(ErrorKind.FailedPrecondition, "DO_NOT_CONTACT", "The employer asked not to be contacted.", ("employer_id", id.ToString()))
        {
            Preconditions = [new Precondition("DO_NOT_CONTACT", id.ToString(), "DO_NOT_CONTACT")],
        };
}
