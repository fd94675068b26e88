namespace Tyokyky.Referrals.Coordination;

/// <summary>What is told of responsibilities.</summary>
internal static class ResponsibilityFacts
{
    public static ResponsibilityEnded Ended(ResponsiblePerson person) => new()
    {
        ResponsibilityId = person.Id.ToString(),
        ClientId = person.ClientId.ToString(),
        Role = person.Role,
        Organisation = person.Organisation,
        ToDay = person.ToDay!.Value.ToDate(),
    };
}
