using Tyokyky.Contracts.Common.V1;
using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Directory;

/// <summary>Entries of the directory as contracts tell them: less to those who are not professionals.</summary>
internal sealed class DirectoryView(OrganisationStore organisations, AgreedRows agreements, Database database, IBusinessClock clock)
{
    public async Task<Proto.DirectoryEntry> Of(DirectoryEntry entry, Call call)
    {
        var toProfessional = call.Caller.IsProfessional();
        var (capacity, maintainerName) = await database.ManyAsync(DirectoryStore.CapacityOf(entry), DirectoryStore.MaintainerName(entry), call.Cancel);
        var name = await organisations.NamesAsync([entry.Details.Provider, entry.MaintainerOrganisation], call.Cancel);
        var message = new Proto.DirectoryEntry
        {
            EntryId = entry.Id.ToString(),
            State = entry.State,
            Details = entry.Details.ToMessage(toProfessional),
            ProviderName = name(entry.Details.Provider),
            MaintainerOrganisation = entry.MaintainerOrganisation,
            MaintainerOrganisationName = name(entry.MaintainerOrganisation),
            Maintainer = toProfessional ? entry.Maintainer : "",
            MaintainerName = toProfessional ? maintainerName ?? "" : "",
            UpdatedOn = entry.UpdatedOn.ToDate(),
            ConfirmedOn = entry.ConfirmedOn?.ToDate(),
            StaleSince = entry.StaleSince?.ToDate(),
            AskedOn = entry.AskedOn?.ToDate(),
            TimesAsked = entry.TimesAsked,
            Capacity = CapacityOf(entry, capacity!, name, FreshFrom(entry), toProfessional),
            PtvId = entry.PtvId?.ToString() ?? "",
            Etag = entry.Etag,
            ReviewDueOn = entry.AskOn(agreements.OfOrganisation(entry.MaintainerOrganisation))?.ToDate(),
        };
        if (toProfessional)
        {
            message.AllowedActions.AddRange(DirectoryEntryTable.Table.Rules.Select(rule => Allowed(rule.Action, entry.State)));
        }

        return message;
    }

    public async Task<IReadOnlyList<DirectoryCard>> CardsOf(IReadOnlyList<DirectoryRow> rows, Call call)
    {
        var toProfessional = call.Caller.IsProfessional();
        var name = await organisations.NamesAsync(rows.SelectMany(row => new[] { row.Entry.Details.Provider, row.Entry.MaintainerOrganisation }), call.Cancel);
        return [.. rows.Select(row => CardOf(row, name, FreshFrom(row.Entry), toProfessional))];
    }

    // As where the provider is.
    private DateOnly FreshFrom(DirectoryEntry entry) => ServiceCapacity.FreshFrom(clock.Today, agreements.OfOrganisation(entry.Details.Provider));

    private DirectoryCard CardOf(DirectoryRow row, Func<string, string> name, DateOnly freshFrom, bool toProfessional)
    {
        var (entry, told) = (row.Entry, row.Entry.Details);
        var card = new DirectoryCard
        {
            EntryId = entry.Id.ToString(),
            State = entry.State,
            Name = told.Name.ToMessage(),
            Summary = told.Summary.ToMessage(),
            Service = told.Service,
            Provider = told.Provider,
            ProviderName = name(told.Provider),
            ProviderKind = told.ProviderKind,
            Audiences = { told.Audiences },
            TargetGroups = { told.TargetGroups },
            Area = told.Area,
            Municipalities = { told.Municipalities },
            Languages = { told.Languages },
            Cost = told.Cost,
            CoachingModel = told.CoachingModel,
            AssociationOffers = { told.AssociationOffers },
            Capacity = CapacityOf(entry, row.Capacity, name, freshFrom, toProfessional),
            MaintainerOrganisation = entry.MaintainerOrganisation,
            MaintainerOrganisationName = name(entry.MaintainerOrganisation),
            UpdatedOn = entry.UpdatedOn.ToDate(),
            ConfirmedOn = entry.ConfirmedOn?.ToDate(),
            StaleSince = entry.StaleSince?.ToDate(),
            AskedOn = entry.AskedOn?.ToDate(),
            Etag = entry.Etag,
            KnowledgeKind = told.KnowledgeKind,
            Topics = { told.Topics },
            Needs = { told.Needs },
            AboutServices = { told.AboutServices },
            Link = told.Link,
            ValidTo = told.ValidTo?.ToDate(),
            ReviewDueOn = entry.AskOn(agreements.OfOrganisation(entry.MaintainerOrganisation))?.ToDate(),
        };
        if (told.AgeFrom is { } from)
        {
            card.AgeFrom = from;
        }

        if (told.AgeTo is { } to)
        {
            card.AgeTo = to;
        }

        return card;
    }

    // How many wait is told to professionals alone, as CapacityService does.
    private static Capacity? CapacityOf(DirectoryEntry entry, OfferedCapacity offered, Func<string, string> name, DateOnly freshFrom, bool toProfessional)
    {
        if (entry.Details.Provider.Length == 0 || entry.Details.KnowledgeKind.Length > 0)
        {
            return null;
        }

        var capacity = (offered with { Name = name(entry.Details.Provider) }).ToMessage(entry.Details.Service, freshFrom);
        if (!toProfessional)
        {
            capacity.ClearWaiting();
        }

        return capacity;
    }

    private static AllowedAction Allowed(DirectoryAction action, DirectoryEntryState state)
    {
        var blocked = DirectoryEntryTable.BlockedBy(action, state);
        return new AllowedAction
        {
            Action = action.ToString(),
            Allowed = blocked is null,
            BlockedReason = blocked ?? "",
            ClearedBy = blocked is null ? "" : "nobody",
        };
    }
}
