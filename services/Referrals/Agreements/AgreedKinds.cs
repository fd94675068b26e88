using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Coordination;
using Tyokyky.Referrals.Needs;
using Tyokyky.Referrals.Pathways;

namespace Tyokyky.Referrals.Agreements;

/// <summary>Every kind of rows that areas agree on.</summary>
internal static class AgreedKinds
{
    private static readonly AgreedKind[] all =
    [
        new PathwayTemplateKind(), new ServiceNeedKind(), new TimeLimitKind(), new CaseloadLimitKind(), new ScreeningRuleKind(), new SupportedPlaceKind(),
        new CodeKind(),
    ];

    public static IEnumerable<string> Names => all.Select(kind => kind.Name);

    public static AgreedKind? Find(string name) => Array.Find(all, kind => kind.Name == name);

    /// <summary>The kind that a content is of; null: it says nothing.</summary>
    public static AgreedKind? Of(AgreedContent? content) => Array.Find(all, kind => kind.Content == content?.ContentCase);

    /// <summary>Empty, or the name of a kind.</summary>
    public static Check OptionalKind(this Check check, string kind) =>
        check.That(kind.Length == 0 || Find(kind) is not null, "kind", "KIND_UNKNOWN", "one of " + string.Join(", ", Names));
}
