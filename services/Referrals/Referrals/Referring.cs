using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Referrals;

/// <summary>Who of an organisation refers a client: a unit that it had on the day, and a service.</summary>
internal sealed class Referring(Database database)
{
    /// <param name="field">The request's field of the unit.</param>
    public async ValueTask<ReferringParty> OfAsync(string field, string unitId, string service, DateOnly on, Call call)
    {
        var unit = Ids.Optional(unitId) is { } id ? await database.OneAsync(UnitStore.ById(id), call.Cancel) : null;
        return unitId.Length > 0 && (unit?.Organisation != call.Caller.Organisation || !unit.Days.Covers(on))
            ? throw ReferralErrors.UnknownUnit(field, $"your organisation, in force on {on:yyyy-MM-dd}")
            : new ReferringParty(unit?.Id, unit?.Name ?? "", service, "");
    }
}
