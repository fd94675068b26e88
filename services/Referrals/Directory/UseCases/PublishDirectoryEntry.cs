namespace Tyokyky.Referrals.UseCases;

/// <summary>Publishes an entry.</summary>
[Access(Role.Operator)]
[Access(Workers | Role.Manager, Keepers)]
internal sealed class PublishDirectoryEntry(DirectoryChange change, IBusinessClock clock)
{
    public Task<PublishDirectoryEntryResponse> Handle(PublishDirectoryEntryRequest request, Call call)
    {
        return change.Do(request, request.EntryId, request.Etag, call, entry => new(entry.Publish(clock.Today)), entry => new PublishDirectoryEntryResponse { Entry = entry });
    }
}
