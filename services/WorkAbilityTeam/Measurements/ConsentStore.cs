namespace Tyokyky.WorkAbilityTeam.Measurements;

/// <summary>Consents to research, and references to other systems' results.</summary>
[Row<ConsentToResearch>("research_consent", Alias = "k", Fixed = ["ClientId", "Organisation", "Pseudonym", "GivenOn"])]
[Row<ReferredResult>("external_result", Alias = "e")]
internal static partial class ConsentStore
{
    /// <summary>A client has one that holds, at an organisation.</summary>
    public const string OnceIndex = "research_consent_once";

    public static AggregateQuery<ConsentToResearch> Whole(Guid id) => Aggregate.Of(
        "research-consent",
        id,
        new Query<ConsentToResearch>($"SELECT {ConsentToResearchRow.Columns} FROM research_consent k WHERE k.id = {id}", ConsentToResearchRow.Read));

    /// <summary>Newest first.</summary>
    public static Query<ReferredResult> ResultsOf(Guid caseId, Guid before, int limit) =>
        new(
            $"SELECT {ReferredResultRow.Columns} FROM external_result e WHERE e.case_id = {caseId} AND e.id < {before} ORDER BY e.id DESC LIMIT {limit}",
            ReferredResultRow.Read);
}

/// <summary>A result that another system keeps.</summary>
internal sealed record ReferredResult(
    Guid Id, Guid ClientId, string Organisation, Guid CaseId, string System, string Reference, DateOnly ResultOn, DateTimeOffset RecordedAt);
