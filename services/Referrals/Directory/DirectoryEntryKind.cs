using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Directory;

/// <summary>How entries change: by those who keep them, with what others are told and when they are looked at next.</summary>
internal sealed class DirectoryEntryKind(DirectoryView view, OrganisationStore organisations, AgreedRows agreements, UnitOfWork unitOfWork)
    : AggregateKind<DirectoryEntry, Proto.DirectoryEntry>(unitOfWork)
{
    public const string Confirmation = "directory-confirmation";

    protected override ValueTask<Relation> RelationAsync(DirectoryEntry found, Guid? part, Call call) => ValueTask.FromResult(found.RelationOf(call.Caller));

    protected override async ValueTask<DirectoryEntry> WriteAsync(Commit commit, DirectoryEntry? before, Change<DirectoryEntry> change)
    {
        var now = change.Now;
        var providerName = await organisations.NameAsync(now.Details.Provider, commit.Call.Cancel);
        if (before is null)
        {
            commit.Add(DirectoryStore.Insert(now, providerName));
        }
        else
        {
            commit.Change(before, DirectoryStore.Update(now, providerName));
        }

        var area = await agreements.OfOrganisationAsync(commit, now.MaintainerOrganisation);
        if (now.AskOn(area) is { } day)
        {
            commit.Due(Confirmation, now.Id.ToString(), FinnishTime.StartOf(day));
        }
        else if (before?.AskOn(area) is not null)
        {
            commit.Settle(Confirmation, now.Id.ToString());
        }

        // A draft is nobody's matter yet.
        if (now.State == DirectoryEntryState.Published || before?.State == DirectoryEntryState.Published)
        {
            commit.Fact(FactOf(now), now.Id.ToString());
        }

        commit.Transition(change.Transition);
        return now;
    }

    protected override async ValueTask<Proto.DirectoryEntry> ShowAsync(DirectoryEntry now, Relation relation, Call call) => await view.Of(now, call);

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
        KnowledgeKind = entry.Details.KnowledgeKind,
        ValidTo = entry.Details.ValidTo?.ToDate(),
    };
}
