namespace Tyokyky.Referrals.UseCases;

/// <summary>Says that an entry still holds.</summary>
[Access(Role.Operator)]
[Access(Workers | Role.Manager, Keepers)]
internal sealed class ConfirmDirectoryEntry(DirectoryChange change, IBusinessClock clock)
{
    public Task<ConfirmDirectoryEntryResponse> Handle(ConfirmDirectoryEntryRequest request, Call call)
    {
        return change.Do(request, request.EntryId, request.Etag, call, entry => new(entry.Confirm(clock.Today)), entry => new ConfirmDirectoryEntryResponse { Entry = entry });
    }
}
