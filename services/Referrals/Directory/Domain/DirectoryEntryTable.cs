using static Tyokyky.Contracts.Referrals.V1.DirectoryEntryState;

namespace Tyokyky.Referrals.Directory;

/// <summary>What can be done with an entry of the directory; the names are those of the RPCs.</summary>
internal enum DirectoryAction
{
    UpdateDirectoryEntry,
    PublishDirectoryEntry,
    ConfirmDirectoryEntry,
    WithdrawDirectoryEntry,
}

/// <summary>The entries' states.</summary>
internal static class DirectoryEntryTable
{
    public static StateTable<DirectoryEntryState, DirectoryAction> Table { get; } = new(
        "directory-entry",
        new(DirectoryAction.UpdateDirectoryEntry, [Draft, Published, Withdrawn], []),
        new(DirectoryAction.PublishDirectoryEntry, [Draft, Withdrawn], [Published]),
        new(DirectoryAction.ConfirmDirectoryEntry, [Published], []),
        new(DirectoryAction.WithdrawDirectoryEntry, [Draft, Published], [Withdrawn]));

    /// <summary>Null when the state allows the action; else the reason code that it is refused with.</summary>
    public static string? BlockedBy(DirectoryAction action, DirectoryEntryState state) =>
        Table.Find(action, state) is null ? "ENTRY_" + StateCode.Of(state).ToUpperInvariant() : null;
}
