using Google.Protobuf.Collections;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Directory;

/// <summary>What can be wrong with what an entry tells.</summary>
internal static class DirectoryChecks
{
    public const int NameLength = 100;
    public const int SummaryLength = 150;
    public const int TextLength = 2500;
    public const int ConditionsLength = 4000;
    public const int CostLength = 500;

    public static Check Details(this Check check, DirectoryEntryDetails? details, DateOnly today) => check.Within("details", details, (each, given) => each
        .That(given.Name is { } name && (name.Fi + name.Sv + name.En + name.Se).Length > 0, "name", "FIELD_REQUIRED", "a name in one language at least")
        .Texts("name", given.Name, NameLength)
        .Texts("summary", given.Summary, SummaryLength)
        .Texts("description", given.Description, TextLength)
        .Texts("how_to_join", given.HowToJoin, TextLength)
        .Texts("conditions", given.Conditions, ConditionsLength)
        .Texts("cost_text", given.CostText, CostLength)
        .Texts("benefits", given.Benefits, TextLength)
        .Texts("association_text", given.AssociationText, TextLength)
        .Texts("for_professionals", given.ForProfessionals, ConditionsLength)
        .OptionalCode("service", given.Service, "service", today)
        .OptionalCode("provider_kind", given.ProviderKind, "organisation-kind", today)
        .That(
            given.Provider.Length + given.ProviderKind.Length + given.KnowledgeKind.Length > 0,
            "provider_kind",
            "FIELD_REQUIRED",
            "the kind of organisation, when no provider of the service is named")
        .Knowledge(given, today)
        .That(
            given.Audiences.All(audience => audience is DirectoryAudience.Clients or DirectoryAudience.Professionals),
            "audiences",
            "VALUE_UNKNOWN",
            "clients, professionals or both")
        .Once("audiences", given.Audiences).Once("modes", given.Modes)
        .That(given.Modes.All(mode => Enum.IsDefined(mode) && mode != Mode.Unspecified), "modes", "VALUE_UNKNOWN", "some of the listed values")
        .Codes("target_groups", given.TargetGroups, "target-group", today).Once("target_groups", given.TargetGroups)
        .Codes("languages", given.Languages, "language", today).Once("languages", given.Languages)
        .Municipalities("municipalities", given.Municipalities)
        .That(
            given.Municipalities.Count > 0 == (given.Area == DirectoryArea.Municipalities),
            "municipalities",
            "AREA_DISAGREES",
            "some with DIRECTORY_AREA_MUNICIPALITIES, else none")
        .That(!given.HasAgeFrom || !given.HasAgeTo || given.AgeTo >= given.AgeFrom, "age_to", "AGE_ORDER_WRONG", "not below age_from")
        .OptionalCode("coaching_model", given.CoachingModel, "coaching-model", today)
        .That(
            given.CoachingModel.Length == 0 || given.Service == "job-coaching",
            "coaching_model",
            "COACHING_MODEL_DISAGREES",
            "empty for other services than job-coaching")
        .Codes("association_offers", given.AssociationOffers, "association-offer", today).Once("association_offers", given.AssociationOffers)
        .That(given.Keywords.All(word => word.Length is > 0 and <= 100), "keywords", "TEXT_TOO_LONG", "words of at most 100 characters")
        .Each("channels", given.Channels, Channel));

    // A service is found by what it is, an item of the knowledge bank by what it says it is about.
    private static Check Knowledge(this Check check, DirectoryEntryDetails given, DateOnly today) => check
        .OptionalCode("knowledge_kind", given.KnowledgeKind, "knowledge-kind", today)
        .That(
            given.KnowledgeKind.Length == 0 || given.Service.Length == 0,
            "service",
            "KNOWLEDGE_DISAGREES",
            "empty with a knowledge_kind; about_services names services")
        .OnlyWithKnowledge("topics", given, given.Topics).Codes("topics", given.Topics, "contact-topic", today).Once("topics", given.Topics)
        .OnlyWithKnowledge("needs", given, given.Needs).Codes("needs", given.Needs, "support-need", today).Once("needs", given.Needs)
        .OnlyWithKnowledge("about_services", given, given.AboutServices)
        .Codes("about_services", given.AboutServices, "service", today).Once("about_services", given.AboutServices)
        .OptionalWebPage("link", given.Link)
        .OptionalValidity(given.ValidFrom, given.ValidTo);

    private static Check OnlyWithKnowledge(this Check check, string field, DirectoryEntryDetails given, RepeatedField<string> values) =>
        check.That(given.KnowledgeKind.Length > 0 || values.Count == 0, field, "KNOWLEDGE_DISAGREES", "empty without a knowledge_kind");

    /// <summary>What is right only together with the register of organisations; answers the provider's kind.</summary>
    public static async Task<string> ProviderKindAsync(this OrganisationStore organisations, DirectoryEntryDetails details, Call call)
    {
        var kind = details.Provider.Length == 0
            ? details.ProviderKind
            : (await organisations.RequireAsync("details.provider", details.Provider, call.Cancel)).Kind;
        if (details.ProviderKind.Length > 0 && details.ProviderKind != kind)
        {
            throw DirectoryErrors.ProviderKindDisagrees(kind);
        }

        if (details.AssociationOffers.Count > 0 && kind is not ("association" or "foundation"))
        {
            throw DirectoryErrors.OfferNotOfAssociation();
        }

        return kind;
    }

    private static void Channel(Check check, DirectoryChannel channel) => check
        .Texts("name", channel.Name, NameLength)
        .OptionalWebPage("web_page", channel.WebPage)
        .OptionalMunicipality("municipality", channel.Municipality)
        .Each("hours", channel.Hours, (each, hours) => each
            .That(hours.Closed || (IsTime(hours.Opens) && IsTime(hours.Closes)), "opens", "TIME_INVALID", "with closes, times such as 08:30, or closed")
            .OptionalValidity(hours.ValidFrom, hours.ValidTo)
            .Texts("note", hours.Note, 150));

    public static bool IsTime(string text) =>
        text == "24:00"
        || TimeOnly.TryParseExact(text, "HH:mm", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out _);

    private static Check Once<T>(this Check check, string field, IReadOnlyCollection<T> values) =>
        check.That(values.Distinct().Count() == values.Count, field, "VALUE_TWICE", "each value once");
}
