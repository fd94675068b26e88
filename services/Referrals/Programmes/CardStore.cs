namespace Tyokyky.Referrals.Programmes;

/// <summary>The versions of programmes' cards.</summary>
[Row<CardVersion>("programme_card", Alias = "k", Key = "Programme", Columns = ["Number=version", "Details=body"],
    Json = ["Details"], JsonContext = typeof(ProgrammesJson))]
internal static partial class CardStore
{
    /// <summary>Holds that a version is saved once.</summary>
    public const string PrimaryKey = "programme_card_pkey";

    public static Query<CardVersion> Latest(string programme) =>
        new($"SELECT {CardVersionRow.Columns} FROM programme_card k WHERE k.programme = {programme} ORDER BY k.version DESC LIMIT 1", CardVersionRow.Read);

    public static Query<CardVersion> ByNumber(string programme, int number) =>
        new($"SELECT {CardVersionRow.Columns} FROM programme_card k WHERE k.programme = {programme} AND k.version = {number}", CardVersionRow.Read);

    /// <summary>The newest first.</summary>
    public static Query<CardVersion> Versions(string programme, int? before, int limit) =>
        new(
            $"""
            SELECT {CardVersionRow.Columns} FROM programme_card k
            WHERE k.programme = {programme}{SqlParts.If(before is not null, $" AND k.version < {before}")}
            ORDER BY k.version DESC LIMIT {limit}
            """,
            CardVersionRow.Read);
}
