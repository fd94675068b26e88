namespace Tyokyky.Referrals.Directory;

/// <summary>Publishes an entry.</summary>
[Access(Role.Operator)]
[Access(Workers | Role.Manager, Keepers)]
internal sealed class PublishDirectoryEntry(DirectoryEntryKind entries, IBusinessClock clock)
{
    public Task<PublishDirectoryEntryResponse> Handle(PublishDirectoryEntryRequest request, Call call)
    {
        return entries.ChangeAsync(
            request,
            call,
            DirectoryStore.Whole(Guid.Parse(request.EntryId)),
            entry => entry.Publish(clock.Today),
            entry => new PublishDirectoryEntryResponse { Entry = entry });
    }
}
