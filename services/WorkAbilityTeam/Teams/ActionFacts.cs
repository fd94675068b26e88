namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>What facts tell of agreed actions.</summary>
internal static class ActionFacts
{
    public static TeamActionAgreed Agreed(OwnedAction action) => new()
    {
        ActionId = action.Id.ToString(),
        CaseId = action.CaseId.ToString(),
        ClientId = action.ClientId.ToString(),
        MeetingId = action.MeetingId.ToString(),
        Organisation = action.Organisation,
        OwnerOrganisation = action.OwnerOrganisation,
        ClientsOwn = action.IsClientsOwn,
        AgreedOn = action.AgreedOn.ToDate(),
        DueOn = action.DueOn.ToDate(),
    };

    public static TeamActionEnded Ended(OwnedAction action) => new()
    {
        ActionId = action.Id.ToString(),
        CaseId = action.CaseId.ToString(),
        ClientId = action.ClientId.ToString(),
        Organisation = action.Organisation,
        Status = StateCode.Of(action.State),
        DueOn = action.DueOn.ToDate(),
        EndedOn = action.EndedOn?.ToDate(),
    };

    public static TeamActionReminded Reminded(OwnedAction action, DateOnly on) => new()
    {
        ActionId = action.Id.ToString(),
        CaseId = action.CaseId.ToString(),
        ClientId = action.ClientId.ToString(),
        Organisation = action.Organisation,
        OwnerOrganisation = action.OwnerOrganisation,
        DueOn = action.DueOn.ToDate(),
        Overdue = action.IsOverdue(on),
        RemindedOn = on.ToDate(),
    };
}
