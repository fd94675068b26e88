namespace Tyokyky.Referrals.Organisations;

/// <summary>An organisation that refers, receives or coordinates.</summary>
internal sealed record Organisation(string Id, string Name, string Kind, string[] Municipalities, string[] Services, long Version)
{
    /// <summary>Days of validity, both included; null: without a first or a last one.</summary>
    public Validity Days { get; init; }

    /// <summary>Who goes on with its tasks after its last day; empty: nobody.</summary>
    public string Successor { get; init; } = "";

    /// <summary>Refuses a receiver that has ended or does not offer the service.</summary>
    /// <param name="field">The request's field that names the receiver.</param>
    /// <param name="serviceField">The one that names the service; the same, where the request does not choose it.</param>
    public void MustOffer(string service, DateOnly today, string field = "receiver", string serviceField = "service")
    {
        if (!Days.Covers(today))
        {
            throw OrganisationErrors.Ended(this, field);
        }

        if (!Offers(service))
        {
            throw OrganisationErrors.ServiceNotOffered(serviceField, serviceField == field, Services);
        }
    }

    public bool Offers(string service) => Services.Contains(service);

    public bool Serves(string municipality) => Municipalities.Length == 0 || Municipalities.Contains(municipality);
}
