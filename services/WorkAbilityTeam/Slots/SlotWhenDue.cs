namespace Tyokyky.WorkAbilityTeam.Slots;

/// <summary>Nobody booked a slot by the time until which it can be: it is released.</summary>
internal sealed class ReleaseUnusedSlot(SlotChanges slots, UnitOfWork unitOfWork, Database database, IBusinessClock clock) : IDueWork
{
    public string Kind => SlotChanges.ReleaseKind;

    public async Task RunAsync(DueItem item, CancellationToken cancel)
    {
        var slot = (await database.OneAsync(SlotStore.ById(Guid.Parse(item.Key)), cancel))!;
        var commit = unitOfWork.SystemCommit(item.Call);
        if (slot.State != SlotState.Open)
        {
            return;
        }

        // An operator ran it before its time: it is looked at again.
        if (clock.Now < slot.ReleaseAt)
        {
            await commit.Due(Kind, item.Key, slot.ReleaseAt).SaveAsync();
            return;
        }

        await slots.ApplyAsync(commit, slot, slot.Release(clock.Now));
        await commit.SaveAsync();
    }
}
