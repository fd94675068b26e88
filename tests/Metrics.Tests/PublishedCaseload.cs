using Google.Protobuf;
using static Tyokyky.Metrics.Tests.Facts;

namespace Tyokyky.Metrics.Tests;

/// <summary>Rovaniemi's coaching pilot as facts: 70 persons, 39 employed, 62 relations, distributed as published.</summary>
public static class PublishedCaseload
{
    private static readonly (string Sector, bool Subsidised, string Kind, int Count)[] relations =
    [
        ("company", false, "employment", 18), ("cooperative", false, "employment", 3), ("own-business", false, "employment", 1), ("company", true, "employment", 7),
        ("municipality", false, "employment", 8), ("joint-authority", false, "employment", 3), ("wellbeing-services-county", false, "employment", 1), ("municipality", true, "employment", 9),
        ("association", false, "employment", 3), ("association", true, "employment", 5), ("foundation", true, "employment", 2), ("parish", true, "employment", 1),
        ("company", true, "apprenticeship", 1),
    ];

    public static List<IMessage> InProgramme(string programme)
    {
        var persons = Enumerable.Range(0, 70).Select(_ => Person(programme: programme)).ToList();
        var facts = new List<IMessage>(persons.Select((person, i) => Started(person, $"coach-{i % 2}")));
        // 39 persons have the 62 relations: 23 of them two.
        var jobs = relations.SelectMany(kind => Enumerable.Repeat(kind, kind.Count)).ToList();
        facts.AddRange(jobs.Select((job, i) => Job(persons[i % 39], job.Sector, job.Subsidised, job.Kind)));
        // Nine persons in ten work trials, six in studies; some of them employed too.
        facts.AddRange(Enumerable.Range(0, 10).Select(i => WorkTrial(persons[35 + (i % 9)])));
        facts.AddRange(Enumerable.Range(0, 6).Select(i => Studies(persons[60 + i])));
        return facts;
    }
}
