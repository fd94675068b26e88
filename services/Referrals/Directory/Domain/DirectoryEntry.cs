using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Directory;

/// <summary>An entry of the service directory, kept by its maintainer, who confirms from time to time that it holds.</summary>
internal sealed record DirectoryEntry : IAggregate<DirectoryEntry>
{
    private const string Confirmation = "directory-confirmation";
    private const string Reminder = "directory-reminder";

    public required Guid Id { get; init; }

    public required DirectoryEntryState State { get; init; }

    public required DirectoryDetails Details { get; init; }

    /// <summary>Empty: whoever operates the suite.</summary>
    public required string MaintainerOrganisation { get; init; }

    /// <summary>The worker's subject; empty: nobody by name.</summary>
    public required string Maintainer { get; init; }

    public required DateOnly UpdatedOn { get; init; }

    public DateOnly? ConfirmedOn { get; init; }

    public DateOnly? StaleSince { get; init; }

    public DateOnly? AskedOn { get; init; }

    public int TimesAsked { get; init; }

    public Guid? PtvId { get; init; }

    public long Version { get; init; } = 1;

    public string ObjectType => "directory-entry";

    public Guid ObjectId => Id;

    public Etag Etag => Etag.Of(Version, Id);

    public DirectoryEntry At(long version) => this with { Version = version };

    /// <summary>Those who keep it: its maintainer, and whoever gives the service.</summary>
    public Relation RelationOf(Caller caller) => caller.OwnOrganisation() is not { Length: > 0 } own ? Relation.None :
        (own == MaintainerOrganisation ? Relation.Owner : Relation.None) | (own == Details.Provider ? Relation.SameOrganisation : Relation.None);

    public bool IsReadBy(Caller caller, DateOnly today) =>
        RelationOf(caller) != Relation.None || caller.Is(Role.Operator)
        || (State == DirectoryEntryState.Published && Details.HoldsOn(today)
            && (caller.IsProfessional() || Details.Audiences.Contains(DirectoryAudience.Clients)));

    /// <summary>When the maintainer is asked next whether it holds; null: not by itself.</summary>
    public DateOnly? AskOn(AreaAgreements area) => (State, AskedOn, ConfirmedOn) switch
    {
        (not DirectoryEntryState.Published, _, _) => null,
        (_, { } asked, _) => TimeLimits.LastDay(Reminder, asked, area).AddDays(1),
        (_, _, { } confirmed) => Sooner(TimeLimits.LastDay(Confirmation, confirmed, area), Details.ValidTo).AddDays(1),
        _ => null,
    };

    public (DirectoryEntry Entry, Transition Transition) Update(DirectoryDetails details, string organisation, string maintainer, DateOnly today) =>
        Do(
            DirectoryAction.UpdateDirectoryEntry,
            entry => (entry with { Details = details, MaintainerOrganisation = organisation, Maintainer = maintainer, UpdatedOn = today }).HoldsOn(today),
            today);

    public (DirectoryEntry Entry, Transition Transition) Publish(DateOnly today) =>
        Do(DirectoryAction.PublishDirectoryEntry, entry => (entry with { State = DirectoryEntryState.Published }).HoldsOn(today), today);

    public (DirectoryEntry Entry, Transition Transition) Confirm(DateOnly today) =>
        Do(DirectoryAction.ConfirmDirectoryEntry, entry => entry.HoldsOn(today), today);

    public (DirectoryEntry Entry, Transition Transition) Withdraw(DateOnly today, string note) =>
        Do(
            DirectoryAction.WithdrawDirectoryEntry,
            entry => entry with { State = DirectoryEntryState.Withdrawn, StaleSince = null, AskedOn = null, TimesAsked = 0 },
            today,
            note);

    /// <summary>The maintainer did not confirm it in time, or did not answer: it is stale, and the maintainer is asked.</summary>
    public (DirectoryEntry Entry, Transition Transition) Ask(DateOnly today)
    {
        var asked = this with { StaleSince = StaleSince ?? today, AskedOn = today, TimesAsked = TimesAsked + 1 };
        return (asked, new Transition(ObjectType, Id, StaleSince is null ? "published" : "stale", "stale", FinnishTime.StartOf(today)));
    }

    /// <summary>As PTV tells it; it holds as of the day on which it was last modified there.</summary>
    public static DirectoryEntry Imported(
        DirectoryEntry? before, Func<Guid> newId, Guid ptvId, string keeper, DirectoryDetails details, DirectoryEntryState state,
        DateOnly asOf, DateOnly today) => new()
        {
            Id = before?.Id ?? newId(),
            State = state,
            Details = details,
            MaintainerOrganisation = before?.MaintainerOrganisation ?? keeper,
            Maintainer = before?.Maintainer ?? "",
            UpdatedOn = today,
            ConfirmedOn = state == DirectoryEntryState.Published ? asOf : before?.ConfirmedOn,
            PtvId = ptvId,
            Version = before?.Version ?? 1,
        };

    private static DateOnly Sooner(DateOnly one, DateOnly? other) => other is { } day && day < one ? day : one;

    // Only what is published can hold or not.
    private DirectoryEntry HoldsOn(DateOnly today) =>
        State == DirectoryEntryState.Published ? this with { ConfirmedOn = today, StaleSince = null, AskedOn = null, TimesAsked = 0 } : this;

    private (DirectoryEntry Entry, Transition Transition) Do(
        DirectoryAction action, Func<DirectoryEntry, DirectoryEntry> change, DateOnly today, string note = "")
    {
        if (DirectoryEntryTable.BlockedBy(action, State) is { } blocked)
        {
            throw DirectoryErrors.Blocked(blocked, this);
        }

        var next = change(this);
        if (next.State == DirectoryEntryState.Published && next.Details.Missing().ToList() is { Count: > 0 } missing)
        {
            throw DirectoryErrors.Incomplete(this, missing);
        }

        if (next.State == DirectoryEntryState.Published && next.Details.ValidTo is { } last && last < today)
        {
            throw DirectoryErrors.Over(this, last);
        }

        return (next, new Transition(ObjectType, Id, StateCode.Of(State), StateCode.Of(next.State), FinnishTime.StartOf(today), Note: note));
    }
}
