using Tyokyky.JobCoaching.Clients;
using Tyokyky.JobCoaching.Coachings;

namespace Tyokyky.JobCoaching.Groups;

/// <summary>What several requests on groups have in common.</summary>
internal static class GroupChecks
{
    public static Check Group(this Check check, GroupDetails? details, IBusinessClock clock) => check.Within("details", details, (told, of) => told
        .OptionalCode("kind", of.Kind, "coaching-group-kind", clock.CodeDay(of.FromDay))
        .OptionalPeriod(of.FromDay, of.ToDay));

    public static Check Attendance(this Check check, IReadOnlyList<MemberAttendance> told) =>
        check.That(told.DistinctBy(one => one.MemberId).Count() == told.Count, "attendance", "VALUE_TWICE", "each member once");

    /// <summary>Refuses a programme that Referrals does not know, and a leader of whom the organisation has not told.</summary>
    public static async ValueTask RequireKnownAsync(this Database database, GroupTold told, Call call)
    {
        if (told.Programme.Length > 0 && await database.OneAsync(KnownReferralsStore.Programme(told.Programme), call.Cancel) is null)
        {
            throw DomainException.Field("details.programme", "PROGRAMME_UNKNOWN", "the code of a programme that Referrals knows");
        }

        if (told.Leader.Length > 0)
        {
            await database.RequireCoachAsync(told.Leader, told.From, call, "details.leader");
        }
    }
}
