namespace Tyokyky.Referrals.Directory;

/// <summary>Says that an entry still holds.</summary>
[Access(Role.Operator)]
[Access(Workers | Role.Manager, Keepers)]
internal sealed class ConfirmDirectoryEntry(DirectoryEntryKind entries, IBusinessClock clock)
{
    public Task<ConfirmDirectoryEntryResponse> Handle(ConfirmDirectoryEntryRequest request, Call call)
    {
        return entries.ChangeAsync(
            request,
            call,
            DirectoryStore.Whole(Guid.Parse(request.EntryId)),
            entry => entry.Confirm(clock.Today),
            entry => new ConfirmDirectoryEntryResponse { Entry = entry });
    }
}
