namespace Tyokyky.Referrals.Directory;

/// <summary>Withdraws an entry.</summary>
[Access(Role.Operator)]
[Access(Workers | Role.Manager, Keepers)]
internal sealed class WithdrawDirectoryEntry(DirectoryEntryKind entries, IBusinessClock clock)
{
    public Task<WithdrawDirectoryEntryResponse> Handle(WithdrawDirectoryEntryRequest request, Call call)
    {
        return entries.ChangeAsync(
            request,
            call,
            DirectoryStore.Whole(Guid.Parse(request.EntryId)),
            entry => entry.Withdraw(clock.Today, request.Note),
            entry => new WithdrawDirectoryEntryResponse { Entry = entry });
    }
}
