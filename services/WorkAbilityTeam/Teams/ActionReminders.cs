using System.Globalization;

namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>When an open action is reminded of; kept as due work. How long before its day is a dated row of code system "team-time-limit".</summary>
internal static class ActionReminders
{
    public const string Kind = "team-action-reminder";

    private const string Days = "business-days=";

    /// <summary>Plans what differs from before.</summary>
    public static void Set(Commit commit, OwnedAction? before, OwnedAction now, DateTimeOffset at)
    {
        if (before?.State == now.State && before.DueOn == now.DueOn)
        {
            return;
        }

        if (Next(now, at) is { } next)
        {
            commit.Due(Kind, now.Id.ToString(), next);
        }
        else if (before is not null)
        {
            commit.Settle(Kind, now.Id.ToString());
        }
    }

    /// <summary>Some business days before its day, then on the day after it. What was past when it was agreed on needs nobody to be reminded of it.</summary>
    public static DateTimeOffset? Next(OwnedAction action, DateTimeOffset at)
    {
        if (action.State != ActionState.Open)
        {
            return null;
        }

        var early = FinnishTime.StartOf(FinnishCalendar.SubtractBusinessDays(action.DueOn, DaysOn(action.DueOn)));
        var late = FinnishTime.StartOf(action.DueOn.AddDays(1));
        return early > at ? early : late > at ? late : null;
    }

    private static int DaysOn(DateOnly day)
    {
        var rows = CodeSystem.Get("team-time-limit").Entries.Where(entry => entry.Code == "action-reminder").ToArray();
        // Before any was agreed, the first that was.
        var row = Array.Find(rows, entry => entry.IsValidOn(day)) ?? rows[0];
        return int.Parse(row.Properties.First(property => property.StartsWith(Days, StringComparison.Ordinal))[Days.Length..], CultureInfo.InvariantCulture);
    }
}
