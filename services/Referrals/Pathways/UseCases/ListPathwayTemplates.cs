using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Pathways;

/// <summary>Lists the templates of a day with their responsibility matrix.</summary>
[Access(Workers | Role.Manager | Role.Analyst)]
internal sealed class ListPathwayTemplates(AgreedRows agreements, IBusinessClock clock)
{
    public static void Validate(ListPathwayTemplatesRequest request, Check check) => check.OptionalMunicipality("municipality", request.Municipality);

    public Task<ListPathwayTemplatesResponse> Handle(ListPathwayTemplatesRequest request, Call call)
    {
        var response = new ListPathwayTemplatesResponse();
        response.Templates.AddRange(PathwayTemplates.On(request.ValidOn?.ToDay() ?? clock.Today, agreements.In(request.Municipality)).Select(ToMessage));
        return Task.FromResult(response);
    }

    private static Proto.PathwayTemplate ToMessage(PathwayTemplate template)
    {
        var message = new Proto.PathwayTemplate
        {
            Template = template.Template,
            ValidFrom = template.Days.From?.ToDate(),
            ValidTo = template.Days.To?.ToDate(),
            Source = template.Source,
        };
        message.Steps.AddRange(template.Steps.Select(PathwayTemplateKind.ToMessage));
        return message;
    }
}
