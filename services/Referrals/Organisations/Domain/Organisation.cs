using Tyokyky.Referrals.Referrals;

namespace Tyokyky.Referrals.Organisations;

/// <summary>An organisation that refers, receives or coordinates.</summary>
internal sealed record Organisation(string Id, string Name, string Kind, string[] Municipalities, string[] Services, long Version)
{
    /// <summary>Days of validity, both included; null: without a first or a last one.</summary>
    public Validity Days { get; init; }

    /// <summary>Who goes on with its tasks after its last day; empty: nobody.</summary>
    public string Successor { get; init; } = "";

    /// <summary>Refuses a receiver that has ended or does not offer the service.</summary>
    public void MustOffer(string service, DateOnly today)
    {
        if (!Days.Covers(today))
        {
            throw OrganisationErrors.Ended(this, "receiver");
        }

        if (!Offers(service))
        {
            throw ReferralErrors.ServiceNotOffered(Services);
        }
    }

    public bool Offers(string service) => Services.Contains(service);

    public bool Serves(string municipality) => Municipalities.Length == 0 || Municipalities.Contains(municipality);
}

/// <summary>Days from one to another, both included; null: without a first or a last one.</summary>
internal readonly record struct Validity(DateOnly? From, DateOnly? To)
{
    public bool Covers(DateOnly day) => (From is not { } first || first <= day) && (To is not { } last || day <= last);

    public bool Overlaps(Validity other) =>
        (From is not { } first || other.To is not { } otherLast || first <= otherLast)
        && (other.From is not { } otherFirst || To is not { } last || otherFirst <= last);
}
