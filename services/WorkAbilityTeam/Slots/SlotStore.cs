namespace Tyokyky.WorkAbilityTeam.Slots;

/// <summary>Slots, who is at them, and the tasks for which they may be booked.</summary>
[Row<OfferedSlot>("slot", Alias = "s", Json = ["Workers"], JsonContext = typeof(SlotJson), Derived = ["EndsAt", "Day"],
    Fixed = ["Organisation", "Kind", "Unit", "StartsAt", "Minutes", "Mode", "Workers", "ReleaseAt"])]
[Row<SlotTotals>]
[Row<KnownTask>("known_task", Key = "TaskId")]
internal static partial class SlotStore
{
    private const int Open = (int)SlotState.Open;

    // Those at which a professional is taken; what was released or withdrawn leaves the time free.
    private static readonly int[] live = [Open, (int)SlotState.Booked];

    /// <summary>To be changed.</summary>
    public static AggregateQuery<OfferedSlot> Whole(Guid id) => Aggregate.Of("slot", id, ById(id));

    public static Query<OfferedSlot> ById(Guid id) => new($"SELECT {OfferedSlotRow.Columns} FROM slot s WHERE s.id = {id}", OfferedSlotRow.Read);

    /// <summary>In order of time.</summary>
    public static Query<OfferedSlot> Of(string organisation, SlotFilter filter, DateTimeOffset afterStart, Guid afterId, int limit) =>
        new(
            $"""
            SELECT {OfferedSlotRow.Columns} FROM slot s
            WHERE s.organisation = {organisation} AND s.starts_at >= {filter.From} AND (s.starts_at, s.id) > ({afterStart}, {afterId})
            {Part(filter.State != SlotState.Unspecified, $" AND s.state = {(int)filter.State}")}
            {Part(filter.Kind != SlotKind.Unspecified, $" AND s.kind = {(int)filter.Kind}")}
            {Part(filter.Profession.Length > 0, $" AND EXISTS (SELECT FROM slot_worker w WHERE w.slot_id = s.id AND w.profession = {filter.Profession})")}
            ORDER BY s.starts_at, s.id LIMIT {limit}
            """,
            OfferedSlotRow.Read);

    /// <summary>Who of them is at another slot in one of these times.</summary>
    public static Query<(string Subject, DateTimeOffset StartsAt)> Busy(string[] subjects, DateTimeOffset[] starts, int minutes) =>
        new(
            $"""
            SELECT w.subject, w.starts_at {Overlapping(subjects, starts, minutes)} ORDER BY w.starts_at, w.subject LIMIT 1
            """,
            row => (row.GetString(0), row.GetFieldValue<DateTimeOffset>(1)));

    /// <summary>The same as rows that must not be there.</summary>
    public static Sql BusyRows(string[] subjects, DateTimeOffset[] starts, int minutes) => $"SELECT {Overlapping(subjects, starts, minutes)}";

    /// <summary>Who offers somebody's time waits for whoever does so at once.</summary>
    public static Sql Lock(string subject) => $"SELECT pg_advisory_xact_lock(hashtextextended({"slot " + subject}, 0))";

    public static Sql Insert(OfferedSlot slot, SlotWorker worker) =>
        $"""
        INSERT INTO slot_worker (slot_id, subject, profession, starts_at, ends_at)
        VALUES ({slot.Id}, {worker.Subject}, {worker.Profession}, {slot.StartsAt}, {slot.EndsAt})
        """;

    /// <summary>What an organisation's slots of a period come to.</summary>
    public static Query<SlotTotals> Totals(string organisation, DateOnly from, DateOnly to, SlotKind kind) =>
        new(
            $"""
            SELECT count(*) FILTER (WHERE state <> {(int)SlotState.Withdrawn}),
              count(*) FILTER (WHERE state IN ({(int)SlotState.Booked}, {(int)SlotState.Attended}, {(int)SlotState.NotAttended})),
              count(*) FILTER (WHERE state = {(int)SlotState.Attended}), count(*) FILTER (WHERE state = {(int)SlotState.NotAttended}),
              count(*) FILTER (WHERE state = {(int)SlotState.Released}), count(*) FILTER (WHERE state = {Open}),
              count(*) FILTER (WHERE state = {(int)SlotState.Withdrawn}), coalesce(sum(minutes) FILTER (WHERE state = {(int)SlotState.Attended}), 0)
            FROM slot WHERE organisation = {organisation} AND day BETWEEN {from} AND {to}
            {Part(kind != SlotKind.Unspecified, $" AND kind = {(int)kind}")}
            """,
            SlotTotalsRow.Read);

    public static Query<KnownTask> TaskById(Guid id) => new($"SELECT {KnownTaskRow.Columns} FROM known_task WHERE task_id = {id}", KnownTaskRow.Read);

    public static Sql Remember(KnownTask task) => $"{KnownTaskRow.Insert(task)} ON CONFLICT (task_id) DO NOTHING";

    public static Sql Move(Guid taskId, string receiver) => $"UPDATE known_task SET receiver = {receiver} WHERE task_id = {taskId}";

    private static Sql Overlapping(string[] subjects, DateTimeOffset[] starts, int minutes) =>
        $"""
        FROM slot_worker w JOIN slot s ON s.id = w.slot_id AND s.state = ANY({live}), unnest({starts}) AS t (begins)
        WHERE w.subject = ANY({subjects}) AND w.starts_at < t.begins + make_interval(mins => {minutes}) AND w.ends_at > t.begins
        """;

    private static Sql Part(bool holds, Sql part) => holds ? part : $"";
}

/// <summary>Which slots of an organisation.</summary>
internal sealed record SlotFilter(DateTimeOffset From, SlotState State, SlotKind Kind, string Profession);

/// <summary>What a period's slots come to.</summary>
internal sealed record SlotTotals(long Offered, long Booked, long Used, long NotAttended, long Released, long Open, long Withdrawn, long MinutesUsed);

/// <summary>What Referrals told of a task: whose client it is about, who sent it and who has it.</summary>
internal sealed record KnownTask(Guid TaskId, Guid ClientId, string Sender, string Receiver);
