using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Directory;

/// <summary>Reads an entry.</summary>
[Access(Everybody)]
internal sealed class GetDirectoryEntry(DirectoryView view, Database database, IBusinessClock clock)
{
    public async Task<GetDirectoryEntryResponse> Handle(GetDirectoryEntryRequest request, Call call)
    {
        var entry = await database.OneAsync(DirectoryStore.ById(Guid.Parse(request.EntryId)), call.Cancel);
        if (entry is null || !entry.IsReadBy(call.Caller, clock.Today))
        {
            throw DirectoryErrors.Unknown();
        }

        if (entry.State == DirectoryEntryState.Published && entry.RelationOf(call.Caller) == Relation.None)
        {
            await database.ExecuteAsync(
                DirectoryUsageStore.Opened(new DirectoryUse(clock.Today, ByClient: !call.Caller.IsProfessional()), entry.Id), call.Cancel);
        }

        return new GetDirectoryEntryResponse { Entry = await view.Of(entry, call) };
    }
}
