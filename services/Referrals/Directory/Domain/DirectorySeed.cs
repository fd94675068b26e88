using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Directory;

/// <summary>
/// What the directory begins with: general descriptions of the services that the joint model knows, DirectorySeed.csv, each with the day
/// and the source of its content. From then on they are entries like any other.
/// </summary>
internal static class DirectorySeed
{
    /// <summary>The entries of the content of a day, published as of that day.</summary>
    public static IEnumerable<DirectoryEntry> Of(DateOnly day) => DatedRows.Read("DirectorySeed.csv", field => (Field: field, Days: DatedRows.Days(field)))
        .Where(row => row.Days.From == day)
        .Select(row => new DirectoryEntry
        {
            Id = Guid.Parse(row.Field[0]),
            State = DirectoryEntryState.Published,
            Details = Details(row.Field),
            MaintainerOrganisation = "",
            Maintainer = "",
            UpdatedOn = day,
            ConfirmedOn = day,
        });

    private static DirectoryDetails Details(string[] field) => new()
    {
        Service = field[1],
        ProviderKind = field[2],
        Audiences = [.. DatedRows.Words(field[3]).Select(word => Enum.Parse<DirectoryAudience>(word, ignoreCase: true))],
        TargetGroups = DatedRows.Words(field[4]),
        AgeFrom = Number(field[5]),
        AgeTo = Number(field[6]),
        Area = DirectoryArea.Nationwide,
        Cost = Enum.Parse<DirectoryCost>(field[7], ignoreCase: true),
        CoachingModel = field[8],
        AssociationOffers = DatedRows.Words(field[9]),
        Name = Text(field, 10),
        Summary = Text(field, 13),
        HowToJoin = Text(field, 16),
        Conditions = Text(field, 19),
        Keywords = DatedRows.Words(field[22]),
        Source = field[^1],
    };

    private static Texts Text(string[] field, int at) => new(field[at], field[at + 1], field[at + 2]);

    private static int? Number(string text) => text.Length == 0 ? null : DatedRows.Number(text);
}
