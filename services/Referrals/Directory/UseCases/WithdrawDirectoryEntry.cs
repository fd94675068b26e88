namespace Tyokyky.Referrals.UseCases;

/// <summary>Withdraws an entry.</summary>
[Access(Role.Operator)]
[Access(Workers | Role.Manager, Keepers)]
internal sealed class WithdrawDirectoryEntry(DirectoryChange change, IBusinessClock clock)
{
    public Task<WithdrawDirectoryEntryResponse> Handle(WithdrawDirectoryEntryRequest request, Call call)
    {
        return change.Do(request, request.EntryId, request.Etag, call, entry => new(entry.Withdraw(clock.Today, request.Note)), entry => new WithdrawDirectoryEntryResponse { Entry = entry });
    }
}
