using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.Sandbox.Caseload;

/// <summary>Draws one person and their way.</summary>
internal sealed class PersonDrawing(Dice dice, int number, WayEnd end, EmployerPool employers)
{
    private static readonly string[] Reasons =
        [
            "work-ability-unclear", "long-unemployment", "repeated-sick-leave",
            "sickness-allowance-ending", "pension-declined", "wish-for-work", "need-for-coaching",
        ];

    private static readonly string[] Needs =
    [
        "Haluat selvittää, millainen työ sinulle sopii.",
        "Työkykysi on epäselvä, ja haluat tukea työhön paluuseen.",
        "Olet ollut pitkään ilman työtä ja toivot apua sopivan työn löytämiseen.",
        "Kuntoutus on päättymässä, ja tarvitset seuraavan askeleen.",
    ];

    public PlannedPerson Draw(HashSet<string> codes, List<DestinationRow> relations, bool trial, bool studies)
    {
        var female = dice.Chance(50);
        var born = Born();
        string code;
        do
        {
            code = SyntheticIds.PersonalIdentityCode(born, female, dice.Between(0, 49));
        }
        while (!codes.Add(code));

        var given = dice.Pick(female ? Names.Women : Names.Men);
        var family = dice.Pick(Names.Families);
        var referrer = dice.Pick(["agency-system", "agency-system", "agency-system", "employment-system", "employment-system", "school-worker"]);
        if (number == 0 || (referrer == "school-worker" && born.Year < 1995))
        {
            referrer = "agency-system";
        }

        var days = DrawDays();
        var jobs = DrawJobs(relations, days);
        PlannedSpan? workTrial = null;
        if (trial)
        {
            var from = Calendar.Weekday(days.CoachingStarted.AddDays(dice.Between(20, 60)));
            workTrial = new PlannedSpan(employers.Any(dice), from, from.AddDays(dice.Between(28, 90)));
        }

        DateOnly? studiesFrom = studies ? Calendar.Weekday(days.CoachingStarted.AddDays(dice.Between(40, 200))) : null;
        var last = new[] { days.CoachingEnded, workTrial?.To ?? default, studiesFrom ?? default, jobs.LastOrDefault()?.From ?? default }.Max();

        return new PlannedPerson(
            number,
            given,
            family,
            born,
            code,
            // The published figures are of one municipality, so all who are coached live there.
            end == WayEnd.Coached ? "698" : dice.Pick(["698", "698", "320", "683", "854"]),
            dice.Chance(92) ? "fi" : dice.Pick(["sv", "se", "smn", "en", "ru"]),
            end != WayEnd.Coached && number % 11 == 0,
            referrer,
            referrer == "school-worker" ? "youth-without-path" : dice.Pick(Reasons),
            dice.Pick(Needs),
            end,
            number == 0 || dice.Chance(65),
            ContactDrawing.Draw(dice, days.Accepted, ContactingService(referrer)),
            days with { CoachingEnded = Earlier(last.AddDays(14), Calendar.End) },
            number % 2 == 0 ? "coach" : "coach-second",
            DrawCoachContacts(days, relations.Count),
            jobs,
            workTrial,
            studiesFrom);
    }

    private static string ContactingService(string referrer) => referrer switch
    {
        "agency-system" => "kela",
        "school-worker" => "school",
        _ => "te-office",
    };

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;

    private DateOnly Born()
    {
        var (youngest, oldest) = dice.Pick([(19, 29), (30, 42), (43, 54), (55, 62)]);
        return new DateOnly(2020, 1, 1).AddYears(-dice.Between(youngest, oldest)).AddDays(dice.Between(0, 364));
    }

    private Days DrawDays()
    {
        var referred = Calendar.Anywhere(dice);
        var accepted = Calendar.Weekday(referred.AddDays(dice.Between(1, 6)));
        var sent = Calendar.Weekday(accepted.AddDays(dice.Between(0, 12)));
        var met = Calendar.MeetingFrom(sent.AddDays(dice.Between(4, 27)));
        var planned = Calendar.Weekday(met.AddDays(dice.Between(0, 9)));
        var answered = Calendar.Weekday(planned.AddDays(dice.Between(0, 4)));
        var started = Calendar.Weekday(answered.AddDays(dice.Between(4, 28)));
        return new Days(referred, accepted, sent, met, planned, answered, started, started.AddDays(dice.Between(180, 420)));
    }

    /// <summary>Jobs one after the other: all but the last have ended, and the last has often not.</summary>
    private List<PlannedJob> DrawJobs(List<DestinationRow> relations, Days days)
    {
        var first = days.CoachingStarted.AddDays(14);
        var room = Calendar.LastBeginning.DayNumber - first.DayNumber;
        var begins = relations.Select((_, i) => first.AddDays((room * i / relations.Count) + dice.Between(0, room / relations.Count / 2))).ToArray();
        return
        [
            .. relations.Select((relation, i) =>
            {
                var most = i + 1 < begins.Length ? begins[i + 1].DayNumber - begins[i].DayNumber - 1 : 300;
                var lasts = dice.Between(most / 3, most);
                var goesOn = i + 1 == begins.Length && dice.Chance(60);
                return new PlannedJob(
                    employers.For(relation.Destination, dice),
                    relation.Destination,
                    relation.Subsidised,
                    goesOn && dice.Chance(40),
                    dice.Pick([15, 20, 25, 30, 37, 38]),
                    dice.Pick(Names.Occupations).Occupation,
                    begins[i],
                    goesOn ? null : begins[i].AddDays(lasts));
            }),
        ];
    }

    private PlannedCoachContact[] DrawCoachContacts(Days days, int jobs) =>
        end != WayEnd.Coached
            ? []
            :
            [
                .. Enumerable.Range(0, dice.Between(3, 5) + jobs).Select(i =>
                {
                    var withEmployer = i % 3 == 1;
                    return new PlannedCoachContact(
                        Calendar.Weekday(days.CoachingStarted.AddDays((i * 14) + dice.Between(0, 9))),
                        withEmployer ? employers.Any(dice) : null,
                        !withEmployer && dice.Chance(20),
                        dice.Chance(70),
                        dice.Pick([(int)Mode.InPerson, (int)Mode.InPerson, (int)Mode.Phone, (int)Mode.Workplace, (int)Mode.HomeVisit]),
                        dice.Between(2, 12) * 10);
                }),
            ];
}
