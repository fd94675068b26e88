namespace Tyokyky.Sandbox.Caseload;

/// <summary>
/// Draws a caseload. The ordinary one comes to exactly what Rovaniemi's pilot published; every other seed or size is a caseload of its own,
/// with other results too.
/// </summary>
internal sealed class CaseloadGenerator
{
    public const int PublishedSeed = 698;

    private const int MeetingCases = 8;

    private readonly Dice dice;
    private readonly Destinations destinations;
    private readonly EmployerPool employers;
    private readonly string programme;

    private CaseloadGenerator(int seed, int coached)
    {
        dice = new Dice((ulong)seed);
        var published = seed == PublishedSeed && coached == Destinations.Published.Coached;
        destinations = published ? Destinations.Published : Destinations.Drawn(dice.For(1), coached);
        programme = published ? "rovaniemi" : $"demo-{seed}-{coached}";
        employers = new EmployerPool(dice.For(2), destinations);
    }

    /// <summary>The caseload of a seed with so many persons coached, and those around them who are not.</summary>
    public static CaseloadPlan Draw(int seed = PublishedSeed, int coached = 70) => new CaseloadGenerator(seed, coached).Draw();

    private CaseloadPlan Draw()
    {
        var ends = Enumerable.Repeat(WayEnd.Coached, destinations.Coached)
            .Concat(Around(WayEnd.Rejected, 4))
            .Concat(Around(WayEnd.Coordinated, 8))
            .Concat(Around(WayEnd.AtTeam, 4))
            .Concat(Around(WayEnd.Planned, 6))
            .Concat(Around(WayEnd.CoachingOffered, 3))
            .ToArray();

        var jobs = DealJobs();
        var trials = Some(destinations.WorkTrials, dice.For(4));
        var students = Some(destinations.Studies, dice.For(5));
        var codes = new HashSet<string>();
        var persons = ends.Select((end, number) => new PersonDrawing(dice.For(1000 + number), number, end, employers).Draw(
            codes, jobs.GetValueOrDefault(number, []), trials.Contains(number), students.Contains(number))).ToArray();

        return new CaseloadPlan(programme, destinations, employers.Drawn(dice.For(6)), persons, DrawAnonymous(dice.For(7)), Meetings(persons));
    }

    private IEnumerable<WayEnd> Around(WayEnd end, int ofSeventy) => Enumerable.Repeat(end, Math.Max(1, (ofSeventy * destinations.Coached + 35) / 70));

    /// <summary>
    /// Deals the table's relations to as many persons as are employed: each has one, some have more. The first person is among them, since
    /// theirs is the journey that examples tell.
    /// </summary>
    private Dictionary<int, List<DestinationRow>> DealJobs()
    {
        var cards = dice.For(3);
        var relations = cards.Shuffle(destinations.Rows.SelectMany(row => Enumerable.Repeat(row, row.Relations)));
        var employed = new List<int>();
        if (destinations.Employed > 0)
        {
            employed.Add(0);
            employed.AddRange(cards.Shuffle(Enumerable.Range(1, destinations.Coached - 1)).Take(destinations.Employed - 1));
        }

        var dealt = employed.ToDictionary(person => person, _ => new List<DestinationRow>());
        var most = employed.Count == 0 ? 0 : (relations.Length / employed.Count) + 3;
        for (var i = 0; i < relations.Length; i++)
        {
            var person = i < employed.Count ? employed[i] : cards.Pick(employed.Where(candidate => dealt[candidate].Count < most).ToArray());
            dealt[person].Add(relations[i]);
        }

        return dealt;
    }

    private HashSet<int> Some(int count, Dice from)
    {
        var chosen = from.Shuffle(Enumerable.Range(0, destinations.Coached)).Take(count).ToHashSet();
        if (count > 0 && chosen.Add(0))
        {
            chosen.Remove(chosen.Max());
        }

        return chosen;
    }

    private PlannedContact[] DrawAnonymous(Dice from) =>
    [
        .. Enumerable.Range(0, (destinations.Coached / 3) + 1).Select(i => ContactDrawing.Draw(from.For(i), Calendar.Anywhere(from.For(i)), null)),
    ];

    private static PlannedMeeting[] Meetings(IEnumerable<PlannedPerson> persons) =>
    [
        .. persons.Where(person => person.ReachesPlan)
            .GroupBy(person => person.Days.Met)
            .OrderBy(day => day.Key)
            .SelectMany(day => day.Chunk(MeetingCases).Select(cases => new PlannedMeeting(day.Key, [.. cases.Select(person => person.Number)]))),
    ];
}
