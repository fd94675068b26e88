using System.Globalization;

namespace Tyokyky.Referrals.Domain;

/// <summary>The profiles' pathways with the agreed responsibility matrix: dated, PathwayTemplates.csv.</summary>
internal static class PathwayTemplates
{
    private static readonly PathwayTemplate[] all = Read();

    public static IEnumerable<PathwayTemplate> On(DateOnly day) => all.Where(template => template.ValidFrom <= day && (template.ValidTo is not { } last || day <= last));

    public static PathwayTemplate? Find(string template, DateOnly day) => On(day).FirstOrDefault(each => each.Template == template);

    private static PathwayTemplate[] Read()
    {
        using var reader = new StreamReader(typeof(PathwayTemplates).Assembly.GetManifestResourceStream("PathwayTemplates.csv")!);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(';'))
            .GroupBy(field => (Template: field[0], From: field[9], To: field[10], Source: field[11]))
            .Select(rows => new PathwayTemplate(rows.Key.Template, Day(rows.Key.From), rows.Key.To.Length == 0 ? null : Day(rows.Key.To), rows.Key.Source, [.. rows.Select(Step)]))];
    }

    private static TemplateStep Step(string[] field) => new(
        field[1], field[2], field[3], Words(field[4]), int.Parse(field[5], CultureInfo.InvariantCulture), field[6], Words(field[7]), Words(field[8]));

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>A profile's pathway, valid from a day.</summary>
internal sealed record PathwayTemplate(string Template, DateOnly ValidFrom, DateOnly? ValidTo, string Source, IReadOnlyList<TemplateStep> Steps);

/// <summary>A step of a template with its row of the responsibility matrix.</summary>
internal sealed record TemplateStep(string Step, string Phase, string Service, string[] After, int BusinessDays, string Responsible, string[] Supporting, string[] Informed);
