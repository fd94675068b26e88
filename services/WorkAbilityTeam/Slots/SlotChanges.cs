namespace Tyokyky.WorkAbilityTeam.Slots;

/// <summary>How slots change, and what others are told of it.</summary>
internal sealed class SlotChanges(UnitOfWork unitOfWork, IBusinessClock clock) : AggregateKind<OfferedSlot, Slot>(unitOfWork)
{
    public const string ReleaseKind = "slot-release";

    protected override Guid? ClientOf(OfferedSlot found) => found.Booking?.ClientId;

    protected override ValueTask<Relation> RelationAsync(OfferedSlot found, Guid? part, Call call) => ValueTask.FromResult(found.RelationOf(call.Caller));

    protected override ValueTask<OfferedSlot> WriteAsync(Commit commit, OfferedSlot? before, Change<OfferedSlot> change)
    {
        var now = change.Now;
        if (before is null)
        {
            commit.Add(SlotStore.OfferedSlotRow.Insert(now));
            foreach (var worker in now.Workers) { commit.Add(SlotStore.Insert(now, worker)); }
        }
        else
        {
            commit.Change(before, SlotStore.OfferedSlotRow.Update(now));
        }

        if (now.ReleasesAt(clock.Now) is { } at)
        {
            commit.Due(ReleaseKind, now.Id.ToString(), at);
        }
        else if (before?.State == SlotState.Open)
        {
            commit.Settle(ReleaseKind, now.Id.ToString());
        }

        // A booking that was taken back was about its client too.
        var about = now.Booking ?? before?.Booking;
        if (now.Booking is null && about?.ClientId is { } client) { commit.LogChange(client, now.ObjectType, now.Id); }
        commit.Fact(FactOf(now, about, FinnishTime.DayOf(clock.Now)), (about?.ClientId ?? now.Id).ToString()).Transition(change.Transition);
        return ValueTask.FromResult(now);
    }

    // The other side does not learn who is at work here.
    protected override bool TellsWho(OfferedSlot found, Guid changed, Relation relation, Call call) => relation.HasFlag(Relation.Owner);

    protected override ValueTask<Slot> ShowAsync(OfferedSlot now, Relation relation, Call call) => ValueTask.FromResult(SlotView.Of(now, call.Caller));

    private static SlotChanged FactOf(OfferedSlot slot, Booking? booking, DateOnly today)
    {
        var fact = new SlotChanged
        {
            SlotId = slot.Id.ToString(),
            Organisation = slot.Organisation,
            Kind = StateCode.Of(slot.Kind),
            State = StateCode.Of(slot.State),
            BookedByOrganisation = booking?.Organisation ?? "",
            ConsultationId = booking?.ConsultationId?.ToString() ?? "",
            CaseId = booking?.CaseId?.ToString() ?? "",
            TaskId = booking?.TaskId?.ToString() ?? "",
            ClientId = booking?.ClientId?.ToString() ?? "",
            Minutes = slot.Minutes,
            HeldOn = slot.Day.ToDate(),
            SenderAttended = booking?.SenderAttended == true,
            ChangedOn = today.ToDate(),
        };
        fact.Professions.AddRange(slot.State is SlotState.Attended or SlotState.NotAttended
            ? slot.Present
            : slot.Workers.Select(worker => worker.Profession).Distinct());
        return fact;
    }
}
