using Google.Protobuf.WellKnownTypes;

namespace Tyokyky.Referrals.Networks;

internal static class NetworkMeetingChecks
{
    /// <summary>What the contract cannot say of a plan; with a follow-up, topic and question may come from there.</summary>
    public static Check Plan(this Check check, Proto.NetworkMeetingPlan? plan, bool hasFollowUp, DateOnly today) => check.Within("plan", plan, (each, given) =>
    {
        if (!hasFollowUp)
        {
            each.Required("topic", given.Topic).Required("question", given.Question);
        }

        each.OptionalCode("topic", given.Topic, "contact-topic", today)
            .OptionalDayAfter("planned_on", given.PlannedOn, today.AddDays(-1))
            .Each("participants", given.Participants, (one, participant) => MeetingPeople.CheckShape(one, participant, today));
    });

    /// <summary>As the domain keeps it.</summary>
    public static NetworkMeetingPlan ToPlan(this Proto.NetworkMeetingPlan plan, DateOnly today)
    {
        var (day, startsAt) = When(plan.PlannedOn, plan.StartsAt, today);
        return new NetworkMeetingPlan(plan.Topic, plan.Question, day, startsAt, plan.Mode, plan.Place);
    }

    /// <summary>The day and the time on it, neither of which is past.</summary>
    public static (DateOnly? Day, DateTimeOffset? StartsAt) When(Date? plannedOn, Timestamp? given, DateOnly today)
    {
        var startsAt = given is null ? (DateTimeOffset?)null : MicrosecondTime.Of(given.ToDateTimeOffset());
        var day = startsAt is { } at ? FinnishTime.DayOf(at) : plannedOn?.ToDay();
        Check.Shape(check => check
            .That(plannedOn is null || plannedOn.ToDay() == day, "plan.starts_at", "DAYS_DISAGREE", "a time on planned_on in Finland")
            .That(day is null || day >= today, "plan.starts_at", "DAY_NOT_AHEAD", "a time not before today"));
        return (day, startsAt);
    }
}
