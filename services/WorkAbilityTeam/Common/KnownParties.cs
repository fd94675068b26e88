namespace Tyokyky.WorkAbilityTeam.Common;

/// <summary>Refuses references to what nobody registered.</summary>
internal sealed class KnownParties(Database database)
{
    /// <summary>An organisation other than the caller's own, which is known by the token.</summary>
    public async Task RequireOrganisationAsync(string field, string organisation, DateOnly day, Call call)
    {
        if (organisation.Length > 0 && organisation != call.Caller.Organisation
            && !await database.OneAsync(RegisterStore.HasOrganisation(organisation, day), call.Cancel))
        {
            throw DomainException.Field(field, "UNKNOWN_ORGANISATION", "the Y-tunnus of a registered organisation");
        }
    }

    public async Task RequireProgrammeAsync(string field, string programme, DateOnly day, Call call)
    {
        if (programme.Length > 0 && !await database.OneAsync(RegisterStore.HasProgramme(programme, day), call.Cancel))
        {
            throw DomainException.Field(field, "UNKNOWN_PROGRAMME", "the code of a programme that goes on that day");
        }
    }
}
