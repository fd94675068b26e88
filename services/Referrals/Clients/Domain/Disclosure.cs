namespace Tyokyky.Referrals.Clients;

/// <summary>What is asked: may one organisation disclose a scope to another on a day, and what ties the two on this client.</summary>
/// <param name="Services">Services of the live tasks between the two for this client; empty: none.</param>
internal sealed record DisclosureQuestion(
    string From, string FromKind, string To, string ToKind, IReadOnlyList<string> Services, bool NonDisclosure, DateOnly Day);

/// <summary>Whether a scope may be disclosed: on which basis, or what is missing.</summary>
internal sealed record DisclosureDecision(string Scope, bool Allowed)
{
    public DisclosureBasis Basis { get; init; }

    public LegalBasis? Law { get; init; }

    /// <summary>The permission that allows it, or the prohibition that stops it.</summary>
    public InformationPermission? Permission { get; init; }

    public IReadOnlyList<DisclosureMissing> Missing { get; init; } = [];
}

/// <summary>
/// Whether the law or the client opens something to another organisation. A prohibition (kielto) goes before everything but what the law gives despite it.
/// </summary>
internal static class Disclosure
{
    public static DisclosureDecision Decide(string scope, DisclosureQuestion question, IEnumerable<InformationPermission> permissions)
    {
        if (question.From == question.To)
        {
            return new DisclosureDecision(scope, Allowed: true) { Basis = DisclosureBasis.OwnRegister };
        }

        var given = permissions.Where(permission => permission.Covers(scope, question.From, question.To) && permission.IsValidOn(question.Day)).ToArray();
        var prohibition = given.FirstOrDefault(permission => permission.Kind == PermissionKind.Prohibition);
        var law = LegalBases.Find(scope, question);
        if (law is not null && (prohibition is null || law.DespiteProhibition))
        {
            return new DisclosureDecision(scope, Allowed: true) { Basis = DisclosureBasis.Law, Law = law };
        }

        if (prohibition is not null)
        {
            return new DisclosureDecision(scope, Allowed: false) { Permission = prohibition, Missing = [DisclosureMissing.ProhibitionWithdrawn] };
        }

        // A disclosure permission first: it is the more exact of the two.
        return given.OrderByDescending(permission => permission.Kind).FirstOrDefault() is { } permission
            ? new DisclosureDecision(scope, Allowed: true)
            {
                Basis = permission.Kind == PermissionKind.Consent ? DisclosureBasis.Consent : DisclosureBasis.DisclosurePermission,
                Permission = permission,
            }
            : new DisclosureDecision(scope, Allowed: false) { Missing = [.. Missing(scope, question)] };
    }

    // Within social welfare and health care the law knows the disclosure permission, elsewhere the consent; a referral is enough where the law says so.
    private static IEnumerable<DisclosureMissing> Missing(string scope, DisclosureQuestion question)
    {
        yield return IsCare(question.FromKind, question.Day) && IsCare(question.ToKind, question.Day)
            ? DisclosureMissing.DisclosurePermission
            : DisclosureMissing.Consent;
        if (question.Services.Count == 0 && LegalBases.NeedsOnlyReferral(scope, question))
        {
            yield return DisclosureMissing.Referral;
        }
    }

    private static bool IsCare(string organisationKind, DateOnly day) => CodeSystem.Get("organisation-kind").Has(organisationKind, "care", day);
}

/// <summary>The scopes of permissions that this service itself decides by; ListCodes of "permission-scope" names them all.</summary>
internal static class DisclosureScopes
{
    public const string All = "all";
    public const string ContactDetails = "contact-details";
    public const string Employment = "employment-services";
    public const string Benefits = "benefits";
    public const string Health = "health-conclusions";

    /// <summary>What another organisation does not see without a scope: names of contract fields, and of kinds of situation.</summary>
    public static string[] ContentOf(string scope) => scope switch
    {
        ContactDetails => ["client.municipality", "client.contact_points"],
        Employment =>
        [
            "situation.labour-market-status", "situation.jobseeker-registration", "situation.current-activity", "situation.unemployment", "situation.education",
        ],
        Benefits => ["situation.benefit"],
        Health => ["situation.partial-work-ability", "situation.health-data"],
        "work-ability-plan" => ["team.plan"],
        _ => [],
    };
}

/// <summary>A law that lets one kind of organisation disclose to another without asking the client.</summary>
internal sealed record LegalBasis(
    string Code, string[] FromKinds, string[] ToKinds, string[] Scopes, string[] Services,
    bool DespiteProhibition, bool StopsAtNonDisclosure, Validity Days, string Law)
{
    private const string Any = "*";

    public bool Fits(string scope, DisclosureQuestion question) =>
        Scopes.Contains(scope)
        && Is(FromKinds, question.FromKind)
        && Is(ToKinds, question.ToKind)
        && Days.Covers(question.Day)
        && !(StopsAtNonDisclosure && question.NonDisclosure);

    public bool HasReferral(DisclosureQuestion question) => question.Services.Any(service => Is(Services, service));

    private static bool Is(string[] allowed, string value) => allowed.Contains(Any) || allowed.Contains(value);
}

/// <summary>Dated legal bases with their source, LegalBases.csv: the area's lawyers change rows, not code.</summary>
internal static class LegalBases
{
    private static readonly LegalBasis[] rows = DatedRows.Read("LegalBases.csv", field => new LegalBasis(
        field[0], DatedRows.Words(field[1]), DatedRows.Words(field[2]), DatedRows.Words(field[3]),
        DatedRows.Words(field[4]), field[5] == "yes", field[6] == "yes",
        // Behind the law stands how sure of it we are.
        DatedRows.Days(field[..^1]), field[^2]));

    public static LegalBasis? Find(string scope, DisclosureQuestion question) =>
        rows.FirstOrDefault(row => row.Fits(scope, question) && row.HasReferral(question));

    public static bool NeedsOnlyReferral(string scope, DisclosureQuestion question) => rows.Any(row => row.Fits(scope, question));
}
