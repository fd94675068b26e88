namespace Tyokyky.JobCoaching.QualityCriteria;

/// <summary>Sets of criteria as their rows tell them, and reviews.</summary>
[Row<CriteriaSet>(Alias = "s", Skip = ["Items", "Bands"], Columns = ["Code=set_code", "Edition=version"])]
[Row<Criterion>(Alias = "i", Skip = ["Anchors"], Columns = ["Set=set_code", "Edition=version"])]
[Row<Anchor>(Alias = "a", Columns = ["Set=set_code", "Edition=version"])]
[Row<Band>(Alias = "b", Columns = ["Set=set_code", "Edition=version", "Code=band"])]
[Row<Review>("quality_review", Alias = "r", Columns = ["Set=set_code"],
    Fixed = ["Organisation", "Unit", "Set", "Edition", "FromDay", "ToDay", "StartedOn"], Json = ["Scores"], JsonContext = typeof(QualityJson))]
internal static partial class QualityStore
{
    public static Query<CriteriaSet> Sets() =>
        new($"SELECT {CriteriaSetRow.Columns} FROM quality_set s ORDER BY s.set_code, s.valid_from, s.version", CriteriaSetRow.Read);

    public static Query<Criterion> Items() => new($"SELECT {CriterionRow.Columns} FROM quality_item i ORDER BY i.item", CriterionRow.Read);

    public static Query<Anchor> Anchors() => new($"SELECT {AnchorRow.Columns} FROM quality_anchor a ORDER BY a.score DESC", AnchorRow.Read);

    public static Query<Band> Bands() => new($"SELECT {BandRow.Columns} FROM quality_band b ORDER BY b.from_total", BandRow.Read);

    /// <summary>To be changed.</summary>
    public static AggregateQuery<Review> Whole(Guid id) => Aggregate.Of("quality-review", id, ById(id));

    public static Query<Review> ById(Guid id) => new($"SELECT {ReviewRow.Columns} FROM quality_review r WHERE r.id = {id}", ReviewRow.Read);

    /// <summary>Newest first.</summary>
    public static Query<Review> Of(string organisation, string set, QualityReviewState state, Guid before, int limit) =>
        new(
            $"""
            SELECT {ReviewRow.Columns} FROM quality_review r WHERE r.organisation = {organisation} AND r.id < {before}
            {SqlParts.If(set.Length > 0, $" AND r.set_code = {set}")}
            {SqlParts.Either(
                state == QualityReviewState.Unspecified,
                $" AND r.state <> {(int)QualityReviewState.EnteredInError}",
                $" AND r.state = {(int)state}")}
            ORDER BY r.id DESC LIMIT {limit}
            """,
            ReviewRow.Read);
}
