namespace Tyokyky.Referrals.Pathways;

/// <summary>Lists the templates of a day with their responsibility matrix.</summary>
[Access(Workers | Role.Manager | Role.Analyst)]
internal sealed class ListPathwayTemplates(IBusinessClock clock)
{
    public Task<ListPathwayTemplatesResponse> Handle(ListPathwayTemplatesRequest request, Call call)
    {
        var response = new ListPathwayTemplatesResponse();
        response.Templates.AddRange(PathwayTemplates.On(request.ValidOn?.ToDay() ?? clock.Today).Select(ToMessage));
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
        message.Steps.AddRange(template.Steps.Select(step =>
        {
            var row = new PathwayTemplateStep
            {
                Step = step.Step,
                Phase = step.Phase,
                Service = step.Service,
                BusinessDays = step.BusinessDays,
                Responsible = step.Responsible,
            };
            row.After.AddRange(step.After);
            row.Supporting.AddRange(step.Supporting);
            row.Informed.AddRange(step.Informed);
            return row;
        }));
        return message;
    }
}
