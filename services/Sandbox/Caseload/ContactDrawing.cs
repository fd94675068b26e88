using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.Sandbox.Caseload;

/// <summary>Draws a contact with coordination.</summary>
internal static class ContactDrawing
{
    private static readonly string[] Services =
        [
            "te-office", "te-office", "kela", "social-work", "health-services", "mental-health-substance",
            "municipal-employment-services", "youth-services", "client", "association",
        ];

    private static readonly string[] Topics =
        ["work-ability", "work-ability", "rehabilitation", "benefits", "services", "employment", "studies", "life-situation"];

    private static readonly string[] Outcomes =
        ["consultation", "work-ability-assessment", "network", "social-services", "health-services", "rehabilitation", "advice"];

    private static readonly string[] Professions =
        ["physician", "public-health-nurse", "psychiatric-nurse", "social-worker", "social-counsellor", "kela-expert", "employment-specialist", "job-coach"];

    /// <summary>A contact on a day; a person's own leads to a referral at least.</summary>
    public static PlannedContact Draw(Dice dice, DateOnly on, string? service)
    {
        var outcomes = dice.Shuffle(Outcomes).Take(service is null ? dice.Between(0, 2) : dice.Between(0, 1));
        return new PlannedContact(
            on,
            service ?? dice.Pick(Services),
            dice.Pick(Topics),
            dice.Chance(55),
            service is null ? [.. outcomes] : ["referral", .. outcomes],
            [.. dice.Shuffle(Professions).Take(dice.Between(0, 3))],
            dice.Pick([(int)Mode.Phone, (int)Mode.Phone, (int)Mode.InPerson, (int)Mode.Video]),
            dice.Between(2, 18) * 5,
            dice.Pick([(int)AgeBand._1829, (int)AgeBand._3054, (int)AgeBand._3054, (int)AgeBand._5564, (int)AgeBand.Unknown]));
    }
}
