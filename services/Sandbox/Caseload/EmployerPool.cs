namespace Tyokyky.Sandbox.Caseload;

/// <summary>The employers of a caseload: enough of each kind, the same ones in every caseload of the same size.</summary>
internal sealed class EmployerPool
{
    // Above the example organisations' own ids.
    private const int FirstBusinessId = 100;

    private readonly Dice dice;
    private readonly List<(string BusinessId, string Name, string Sector, Destination Destination)> employers = [];

    public EmployerPool(Dice dice, Destinations destinations)
    {
        this.dice = dice;
        var number = FirstBusinessId;
        Add(ref number, Names.Companies, Destination.Company, destinations);
        Add(ref number, Names.Municipal, Destination.Municipality, destinations);
        Add(ref number, Names.ThirdSector, Destination.ThirdSector, destinations);
    }

    public int Any(Dice from) => from.Between(0, employers.Count - 1);

    /// <summary>An employer for a job of that kind; apprenticeships are in companies.</summary>
    public int For(Destination destination, Dice from)
    {
        var kind = destination == Destination.Apprenticeship ? Destination.Company : destination;
        return from.Pick(employers.Index().Where(employer => employer.Item.Destination == kind).Select(employer => employer.Index).ToArray());
    }

    public IReadOnlyList<PlannedEmployer> Drawn(Dice from) =>
    [
        .. employers.Select((employer, i) =>
        {
            var own = from.For(i);
            var first = Calendar.Anywhere(own);
            return new PlannedEmployer(
                employer.BusinessId,
                employer.Name,
                employer.Sector,
                employer.Destination,
                "698",
                [.. Enumerable.Range(0, own.Between(1, 4)).Select(n => Calendar.Weekday(first.AddDays(n * own.Between(30, 90))))],
                [.. Enumerable.Range(0, own.Between(0, 2)).Select(_ => DrawOpening(own))]);
        }),
    ];

    private static PlannedOpening DrawOpening(Dice from)
    {
        var (title, occupation) = from.Pick(Names.Occupations);
        return new PlannedOpening(
            title, occupation, from.Pick([15, 20, 25, 30, 37]), from.Pick(["public", "hidden", "hidden", "tailored"]), Calendar.Anywhere(from));
    }

    private void Add(ref int number, (string Name, string Sector)[] names, Destination destination, Destinations destinations)
    {
        // A caseload far larger than the published one needs more employers than there are names.
        var count = names.Length * Math.Max(1, destinations.Coached / Destinations.Published.Coached);
        for (var i = 0; i < count; i++)
        {
            var (name, sector) = names[i % names.Length];
            employers.Add((SyntheticIds.BusinessId(ref number), i < names.Length ? name : $"{name} {(i / names.Length) + 1}", sector, destination));
        }
    }
}
