using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Coordination;

/// <summary>How many clients one full-time worker carries at most: agreed and dated, CaseloadLimits.csv.</summary>
internal static class CaseloadLimits
{
    public const string Kind = "caseload-limit";

    private static readonly (string Role, int Clients, Validity Days, string Source)[] rows =
        DatedRows.Read("CaseloadLimits.csv", field => (field[0], DatedRows.Number(field[1]), DatedRows.Days(field), field[^1]));

    /// <summary>The limit for that part of full time, full time where none is said; 0 where no limit is agreed.</summary>
    public static int Of(string role, int hundredths, DateOnly on, AreaAgreements area)
    {
        var clients = area.Find(Kind, role, on) is { } agreed
            ? agreed.IsNone ? 0 : agreed.Content().CaseloadLimit.ClientsPerFullTime
            : rows.FirstOrDefault(row => row.Role == role && row.Days.Covers(on)).Clients;
        return clients * (hundredths == 0 ? 100 : hundredths) / 100;
    }

    /// <summary>The defaults of a day.</summary>
    public static IEnumerable<AgreedDefault> On(DateOnly day) => rows.Where(row => row.Days.Covers(day)).Select(row => new AgreedDefault(
        row.Role, new AgreedContent { CaseloadLimit = new AgreedCaseloadLimit { ClientsPerFullTime = row.Clients } }, row.Days, row.Source));
}
