namespace Tyokyky.Referrals.Organisations;

/// <summary>Declared capacity as contracts tell it.</summary>
internal static class CapacityMessages
{
    // Fewer would tell of persons.
    private const int FewestTold = 5;

    public static Capacity ToMessage(this OfferedCapacity offered, string service, DateOnly freshFrom)
    {
        var capacity = new Capacity
        {
            OrganisationId = offered.Organisation,
            OrganisationName = offered.Name,
            Service = service,
            NextStartOn = offered.NextStartOn?.ToDate(),
            DeclaredOn = offered.DeclaredOn?.ToDate(),
            Fresh = offered.DeclaredOn >= freshFrom,
        };
        if (offered.FreePlaces is { } places)
        {
            capacity.FreePlaces = places;
        }

        if (offered.Waiting is 0 or >= FewestTold)
        {
            capacity.Waiting = offered.Waiting;
        }

        return capacity;
    }
}
