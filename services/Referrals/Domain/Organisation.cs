namespace Tyokyky.Referrals.Domain;

/// <summary>An organisation that refers, receives or coordinates.</summary>
internal sealed record Organisation(string Id, string Name, string Kind, string[] Municipalities, string[] Services, long Version)
{
    public bool Offers(string service) => Services.Contains(service);
}
