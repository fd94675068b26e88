namespace Tyokyky.Sandbox.Caseload;

/// <summary>Where a job is, as the destinations table (jatko-ohjautuminen) groups it.</summary>
internal enum Destination
{
    Company,
    Municipality,
    ThirdSector,
    Apprenticeship,
}

/// <summary>A row of the table: how many relations went there.</summary>
internal sealed record DestinationRow(Destination Destination, bool Subsidised, int Relations);

/// <summary>What a caseload is to come to: the numbers that the indicators must show for it.</summary>
internal sealed record Destinations(int Coached, int Employed, IReadOnlyList<DestinationRow> Rows, int WorkTrials, int Studies)
{
    /// <summary>Rovaniemi's coaching pilot, as published (see the indicators' worked example).</summary>
    public static Destinations Published { get; } = new(
        Coached: 70,
        Employed: 39,
        Rows:
        [
            new(Destination.Company, false, 22),
            new(Destination.Company, true, 7),
            new(Destination.Municipality, false, 12),
            new(Destination.Municipality, true, 9),
            new(Destination.ThirdSector, false, 3),
            new(Destination.ThirdSector, true, 8),
            new(Destination.Apprenticeship, false, 1),
        ],
        WorkTrials: 9,
        Studies: 6);

    public int Relations => Rows.Sum(row => row.Relations);

    /// <summary>Other numbers, for other caseloads: any share may come to work, with any mixture of destinations.</summary>
    public static Destinations Drawn(Dice dice, int coached)
    {
        var employed = coached * dice.Between(25, 85) / 100;
        var rows = Published.Rows.Select(row => row with { Relations = 0 }).ToArray();
        for (var relation = employed * dice.Between(100, 220) / 100; relation > 0; relation--)
        {
            var i = dice.Between(0, rows.Length - 1);
            rows[i] = rows[i] with { Relations = rows[i].Relations + 1 };
        }

        return new Destinations(coached, employed, rows, coached * dice.Between(0, 30) / 100, coached * dice.Between(0, 20) / 100);
    }
}
