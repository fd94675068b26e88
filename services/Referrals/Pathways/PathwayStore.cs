using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Pathways;

/// <summary>Pathways with their steps. The steps come as a second result of the same round trip.</summary>
[Row<Pathway>("pathway", Alias = "p", Skip = ["Steps"],
    Columns =
    [
        "ListedNext.Kind=next_kind", "ListedNext.StepId=next_step", "ListedNext.Service=next_service", "ListedNext.Day=next_on",
        "Background.Sex=sex", "Background.ContactLanguage=contact_language", "Background.CustomerProfile=customer_profile",
    ],
    Fixed = ["ClientId", "Organisation", "Template", "Programme", "Municipality", "BirthDate", "Background", "OpenedOn", "RecordedAt"])]
[Row<PathwayStep>("pathway_step", Alias = "s", Beside = ["Guid pathway_id", "string pathway_organisation"],
    Json = ["Pauses"], JsonContext = typeof(PathwaysJson),
    Fixed = ["Number", "TemplateStep", "Phase", "Service", "After", "Repeats", "IsReturn", "AddedOn"])]
internal static partial class PathwayStore
{
    public const string OpenIndex = "pathway_open";

    /// <summary>To be changed, with its steps.</summary>
    public static AggregateQuery<Pathway> Whole(Guid id) =>
        Aggregate.Of("pathway", id, ById(id), StepsOf(id), (pathway, steps) => pathway with { Steps = steps });

    /// <summary>To change one of its steps.</summary>
    public static AggregateQuery<Pathway> OfStep(Guid stepId) =>
        Aggregate.Of("pathway", stepId, ByStep(stepId), StepsBeside(stepId), (pathway, steps) => pathway with { Steps = steps }).About(stepId);

    public static Query<Pathway> ById(Guid id) => new($"SELECT {PathwayRow.Columns} FROM pathway p WHERE p.id = {id}", PathwayRow.Read);

    public static Query<Pathway> ByStep(Guid stepId) =>
        new($"SELECT {PathwayRow.Columns} FROM pathway p WHERE p.id = (SELECT pathway_id FROM pathway_step WHERE id = {stepId})", PathwayRow.Read);

    public static Query<IReadOnlyList<PathwayStep>> StepsOf(Guid pathwayId) =>
        new Query<PathwayStep>(
            $"SELECT {PathwayStepRow.Columns} FROM pathway_step s WHERE s.pathway_id = {pathwayId} ORDER BY s.number",
            PathwayStepRow.Read).All();

    public static Query<IReadOnlyList<PathwayStep>> StepsBeside(Guid stepId) =>
        new Query<PathwayStep>(
            $"""
            SELECT {PathwayStepRow.Columns} FROM pathway_step s
            WHERE s.pathway_id = (SELECT pathway_id FROM pathway_step WHERE id = {stepId})
            ORDER BY s.number
            """,
            PathwayStepRow.Read).All();

    /// <summary>The client's open pathways, and whether each one's organisation may learn of the client's being at that organisation.</summary>
    public static Query<(Guid Id, bool MayLearn)> OpenOf(Guid clientId, string organisation) =>
        new(
            $"""
            SELECT p.id, p.organisation = {organisation} OR EXISTS (SELECT FROM task t
              WHERE t.client_id = ANY(tyokyky_same_client({clientId})) AND t.receiver = {organisation} AND t.sender = p.organisation
                AND t.status = ANY({KnownOrganisations.LiveStatuses}))
            FROM pathway p WHERE p.client_id = ANY(tyokyky_same_client({clientId})) AND p.closed_on IS NULL
            """,
            row => (row.GetGuid(0), row.GetBoolean(1)));

    /// <summary>The client's open pathways, whosever they are.</summary>
    public static Query<IReadOnlyList<Pathway>> OpenOn(Guid clientId) =>
        new Query<Pathway>(
            $"SELECT {PathwayRow.Columns} FROM pathway p WHERE p.client_id = ANY(tyokyky_same_client({clientId})) AND p.closed_on IS NULL ORDER BY p.id",
            PathwayRow.Read).All();

    /// <summary>The steps of these, each with its pathway.</summary>
    public static Query<IReadOnlyList<(Guid PathwayId, PathwayStep Step)>> StepsOnOpen(Guid clientId) =>
        new Query<(Guid, PathwayStep)>(
            $"""
            SELECT {PathwayStepRow.Columns}, p.id FROM pathway p JOIN pathway_step s ON s.pathway_id = p.id
            WHERE p.client_id = ANY(tyokyky_same_client({clientId})) AND p.closed_on IS NULL ORDER BY p.id, s.number
            """,
            row => (row.GetGuid(row.FieldCount - 1), PathwayStepRow.Read(row))).All();

    /// <summary>Whether both ids are one person's.</summary>
    public static Query<bool> AreSame(Guid one, Guid other) => new($"SELECT {one} = ANY(tyokyky_same_client({other}))", row => row.GetBoolean(0));

    /// <summary>The client's open pathways, whosever they are, as rows.</summary>
    public static Sql OpenOf(Guid clientId) => $"SELECT FROM pathway WHERE client_id = ANY(tyokyky_same_client({clientId})) AND closed_on IS NULL";

    /// <summary>Whether the organisation has an open pathway for the client, under whichever id.</summary>
    public static Query<bool> IsOnOwn(Guid clientId, string organisation) =>
        new(
            $"""
            SELECT EXISTS (SELECT FROM pathway
              WHERE client_id = ANY(tyokyky_same_client({clientId})) AND organisation = {organisation} AND closed_on IS NULL)
            """,
            row => row.GetBoolean(0));

    /// <summary>Newest first; of an organisation, or of every one (null) for the client.</summary>
    public static Query<Pathway> Of(string? organisation, PathwayFilter filter, Guid before, int limit) =>
        new(
            $"""
            SELECT {PathwayRow.Columns} FROM pathway p WHERE p.id < {before}{SqlParts.If(organisation is not null, $" AND p.organisation = {organisation}")}
            {SqlParts.If(filter.ClientId is not null, $" AND p.client_id = ANY(tyokyky_same_client({filter.ClientId}))")}
            {SqlParts.If(filter.Owner.Length > 0, $" AND p.owner = {filter.Owner}")}
            {SqlParts.If(filter.Template.Length > 0, $" AND p.template = {filter.Template}")}{SqlParts.If(!filter.WithClosed, $" AND p.closed_on IS NULL")}
            {SqlParts.If(filter.StuckOnly, $" AND p.stuck_since IS NOT NULL")}
            ORDER BY p.id DESC LIMIT {limit}
            """,
            PathwayRow.Read);

    /// <summary>From now on facts say that the municipality is unknown.</summary>
    public static Sql Hide(Guid clientId, string organisation) =>
        $"""
        UPDATE pathway SET {Hidden.Set}, version = version + 1
        WHERE client_id = ANY(tyokyky_same_client({clientId})) AND organisation = {organisation} AND {Hidden.IsTold} AND closed_on IS NULL
        RETURNING id, client_id
        """;

    /// <summary>From now on facts tell the age by the day of birth that the record now says.</summary>
    public static Sql CorrectBirthDate(Guid clientId, string organisation, DateOnly born) =>
        $"""
        UPDATE pathway SET birth_date = {born}, version = version + 1
        WHERE client_id = ANY(tyokyky_same_client({clientId})) AND organisation = {organisation} AND birth_date IS DISTINCT FROM {born} AND closed_on IS NULL
        RETURNING id, client_id
        """;

    /// <summary>The open pathways that a case manager owns follow the client.</summary>
    public static Sql ChangeOwner(Guid clientId, string organisation, string from, string to, string toName) =>
        $"""
        UPDATE pathway SET version = version + 1, owner = {to}, owner_name = {toName}
        WHERE client_id = ANY(tyokyky_same_client({clientId})) AND organisation = {organisation} AND owner = {from} AND closed_on IS NULL
        RETURNING id, client_id
        """;
}

/// <summary>Which pathways of an organisation.</summary>
internal sealed record PathwayFilter(Guid? ClientId, string Owner, string Template, bool WithClosed, bool StuckOnly);
