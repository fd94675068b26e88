using Tyokyky.Referrals.Common;

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
            throw OrganisationErrors.ServiceNotOffered(Services);
        }
    }

    public bool Offers(string service) => Services.Contains(service);

    public bool Serves(string municipality) => Municipalities.Length == 0 || Municipalities.Contains(municipality);
}
