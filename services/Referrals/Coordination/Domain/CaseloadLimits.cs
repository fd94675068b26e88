using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Coordination;

/// <summary>How many clients one full-time worker carries at most: agreed and dated, CaseloadLimits.csv.</summary>
internal static class CaseloadLimits
{
    private static readonly (string Role, int Clients, Validity Days)[] rows =
        DatedRows.Read("CaseloadLimits.csv", field => (field[0], DatedRows.Number(field[1]), DatedRows.Days(field)));

    /// <summary>The limit for that part of full time, full time where none is said; 0 where no limit is agreed.</summary>
    public static int Of(string role, int hundredths, DateOnly on) =>
        rows.FirstOrDefault(row => row.Role == role && row.Days.Covers(on)).Clients * (hundredths == 0 ? 100 : hundredths) / 100;
}
