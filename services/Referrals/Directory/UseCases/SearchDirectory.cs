using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Needs;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Directory;

/// <summary>Finds what is published for the caller's audience.</summary>
[Access(Everybody)]
internal sealed class SearchDirectory(DirectoryView view, AgreedRows agreements, Reader reader, Database database, IBusinessClock clock)
{
    public void Validate(SearchDirectoryRequest request, Check check) => check
        .Codes("needs", request.Needs, "support-need", clock.Today)
        .AskedCodes("services", request.Services, "service", clock.Today)
        .OptionalMunicipality("municipality", request.Municipality)
        .OptionalCode("language", request.Language, "language", clock.Today)
        .OptionalCode("target_group", request.TargetGroup, "target-group", clock.Today)
        .AskedCode("provider_kind", request.ProviderKind, "organisation-kind", clock.Today)
        .OptionalCode("coaching_model", request.CoachingModel, "coaching-model", clock.Today)
        .OptionalCode("association_offer", request.AssociationOffer, "association-offer", clock.Today)
        .Codes("knowledge_kinds", request.KnowledgeKinds, "knowledge-kind", clock.Today)
        .Codes("topics", request.Topics, "contact-topic", clock.Today);

    public Task<SearchDirectoryResponse> Handle(SearchDirectoryRequest request, Call call)
    {
        var filter = Filter(request, call);

        return reader.ListAsync(
            request,
            call,
            paging => DirectoryStore.Search(filter, paging.After?[0] ?? "", paging.AfterId(), paging.Limit),
            row => [row.SortName, row.Entry.Id.ToString()],
            _ => null,
            async page =>
            {
                await CountAsync(request, page, call);
                return new SearchDirectoryResponse { Cards = { await view.CardsOf(page, call) } };
            },
            maxSize: 100);
    }

    // A search counts once, with its first page.
    private async Task CountAsync(SearchDirectoryRequest request, IReadOnlyList<DirectoryRow> page, Call call)
    {
        var use = new DirectoryUse(clock.Today, ByClient: !call.Caller.IsProfessional());
        Guid[] shown = [.. page.Select(row => row.Entry.Id)];
        await database.ExecuteAsync(
            request.PageToken.Length == 0
                ? DirectoryUsageStore.Searched(use, Sought(request), request.Municipality, isFruitless: page.Count == 0, shown)
                : DirectoryUsageStore.Shown(use, shown),
            call.Cancel);
    }

    // A search for several counts for each; the words are not kept.
    private (string Need, string Service)[] Sought(SearchDirectoryRequest request) => request.Needs.Count + request.Services.Count == 0
        ? [("", "")]
        : [.. request.Needs.Distinct().Select(need => (need, "")), .. Today(request.Services).Select(service => ("", service))];

    private IEnumerable<string> Today(IEnumerable<string> services) =>
        services.Select(service => CodeSystem.Get("service").On(service, clock.Today)?.Code ?? service).Distinct();

    private DirectoryFilter Filter(SearchDirectoryRequest request, Call call)
    {
        var isProfessional = call.Caller.IsProfessional();
        if (request.Audience == DirectoryAudience.Professionals && !isProfessional)
        {
            throw DirectoryErrors.AudienceNotOpen();
        }

        var sought = SearchedNames.In(request.Text);
        var area = agreements.In(request.Municipality);
        return new DirectoryFilter
        {
            Today = clock.Today,
            Content = request.Content,
            Needs = [.. request.Needs],
            KnowledgeKinds = [.. request.KnowledgeKinds],
            Topics = [.. request.Topics],
            Services = request.Needs.Count + request.Services.Count == 0
                ? null
                : [.. Today(request.Services).Union(SupportNeeds.ServicesFor(request.Needs, clock.Today, area))],
            GivenIn = request.Municipality.Length == 0 ? [] : DirectoryStore.ReachesInto(request.Municipality, Aland.Has(request.Municipality, clock.Today)),
            Language = request.Language,
            Age = request.HasAge ? request.Age : null,
            TargetGroup = request.TargetGroup,
            Audience = isProfessional ? request.Audience : DirectoryAudience.Clients,
            Words = sought.Words,
            OldNames = sought.OldNames,
            Provider = request.Provider,
            ProviderKinds = CodeSystem.Get("organisation-kind").Asked(request.ProviderKind, clock.Today),
            CoachingModel = request.CoachingModel,
            AssociationOffer = request.AssociationOffer,
            OnlyFresh = request.OnlyFresh,
            OnlyFree = request.OnlyFree,
            CapacityFreshFrom = ServiceCapacity.FreshFrom(clock.Today, area),
        };
    }
}
