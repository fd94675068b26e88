using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Pathways;

/// <summary>The profiles' pathways with the agreed responsibility matrix: dated, PathwayTemplates.csv.</summary>
internal static class PathwayTemplates
{
    private static readonly PathwayTemplate[] all =
    [
        .. DatedRows.Read("PathwayTemplates.csv", field => (Template: field[0], Days: DatedRows.Days(field), Source: field[^1], Step: Step(field)))
            .GroupBy(row => (row.Template, row.Days, row.Source))
            .Select(rows => new PathwayTemplate(rows.Key.Template, rows.Key.Days, rows.Key.Source, [.. rows.Select(row => row.Step)])),
    ];

    public const string Kind = "pathway-template";

    /// <summary>The defaults of a day.</summary>
    public static IEnumerable<PathwayTemplate> On(DateOnly day) => all.Where(template => template.Days.Covers(day));

    /// <summary>The templates of an area on a day.</summary>
    public static IEnumerable<PathwayTemplate> On(DateOnly day, AreaAgreements area) => area.Over(Kind, day, On(day), each => each.Template, Agreed);

    public static PathwayTemplate? Find(string template, DateOnly day, AreaAgreements area) => On(day, area).FirstOrDefault(each => each.Template == template);

    /// <summary>In which phase a service stands: in that template, else in another of the day; mapping where none has it.</summary>
    public static string PhaseOf(string service, string template, DateOnly day, AreaAgreements area) => On(day, area)
        .OrderByDescending(each => each.Template == template)
        .SelectMany(each => each.Steps)
        .FirstOrDefault(step => step.Service == service)?.Phase ?? "mapping";

    private static PathwayTemplate Agreed(Agreement row) => new(
        row.Key,
        row.Days,
        row.Source,
        [
            .. row.Content().PathwayTemplate.Steps.Select(step => new TemplateStep(
                step.Step, step.Phase, step.Service, [.. step.After], step.BusinessDays, step.Responsible, [.. step.Supporting], [.. step.Informed])),
        ]);

    private static TemplateStep Step(string[] field) => new(
        field[1], field[2], field[3], DatedRows.Words(field[4]), DatedRows.Number(field[5]), field[6], DatedRows.Words(field[7]), DatedRows.Words(field[8]));
}

/// <summary>A profile's pathway, valid from a day.</summary>
internal sealed record PathwayTemplate(string Template, Validity Days, string Source, IReadOnlyList<TemplateStep> Steps);

/// <summary>A step of a template with its row of the responsibility matrix.</summary>
internal sealed record TemplateStep(
    string Step, string Phase, string Service, string[] After, int BusinessDays, string Responsible, string[] Supporting, string[] Informed);
