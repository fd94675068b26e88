namespace Tyokyky.Referrals.UseCases;

/// <summary>The way every change of an existing entry goes: load, admit, ask the entry, commit.</summary>
internal sealed class DirectoryChange(DirectoryView view, OrganisationStore organisations, UnitOfWork unitOfWork)
{
    public const string ConfirmationKind = "directory-confirmation";

    public async Task<TResponse> Do<TRequest, TResponse>(
        TRequest request, string entryId, string etag, Call call, Func<DirectoryEntry, ValueTask<(DirectoryEntry Entry, Transition Transition)>> change, Func<Proto.DirectoryEntry, TResponse> answer)
        where TRequest : IMessage
        where TResponse : class, IMessage<TResponse>, new()
    {
        var entry = await unitOfWork.LoadAsync(call, request, DirectoryStore.ById(Guid.Parse(entryId)));
        call.Authorize(entry, entry?.RelationOf(call.Caller));
        if (call.Replay<TResponse>() is { } done)
        {
            return done;
        }

        call.MustMatch(etag, entry.Etag);
        var (next, transition) = await change(entry);

        var commit = unitOfWork.Commit(call, request).Guard(DirectoryStore.Update(next, await organisations.NameAsync(next.Details.Provider, call.Cancel))).Transition(transition);
        return await Tell(commit, entry, next).SaveAsync(answer(await view.Of(next, call)));
    }

    /// <summary>What others are told, and when the entry is looked at next.</summary>
    public static Commit Tell(Commit commit, DirectoryEntry? before, DirectoryEntry now)
    {
        if (now.AskOn() is { } day)
        {
            commit.Due(ConfirmationKind, now.Id.ToString(), FinnishTime.StartOf(day));
        }
        else if (before?.AskOn() is not null)
        {
            commit.Settle(ConfirmationKind, now.Id.ToString());
        }

        // A draft is nobody's matter yet.
        return now.State == DirectoryEntryState.Published || before?.State == DirectoryEntryState.Published ? commit.Fact(FactOf(now), now.Id.ToString()) : commit;
    }

    private static DirectoryEntryChanged FactOf(DirectoryEntry entry) => new()
    {
        EntryId = entry.Id.ToString(),
        State = StateCode.Of(entry.State),
        Service = entry.Details.Service,
        Provider = entry.Details.Provider,
        ProviderKind = entry.Details.ProviderKind,
        Municipalities = { entry.Details.Municipalities },
        MaintainerOrganisation = entry.MaintainerOrganisation,
        ConfirmedOn = entry.ConfirmedOn?.ToDate(),
        StaleSince = entry.StaleSince?.ToDate(),
        TimesAsked = entry.TimesAsked,
    };
}
