using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Pathways;

/// <summary>Templates with their responsibility matrix.</summary>
internal sealed class PathwayTemplateKind() : AgreedKind(PathwayTemplates.Kind, AgreedContent.ContentOneofCase.PathwayTemplate)
{
    private const int Longest = 500;
    private const int MostNames = 20;
    private const int LongestName = 50;

    /// <summary>A step as the contract tells it.</summary>
    public static PathwayTemplateStep ToMessage(TemplateStep step) => new()
    {
        Step = step.Step,
        Phase = step.Phase,
        Service = step.Service,
        BusinessDays = step.BusinessDays,
        Responsible = step.Responsible,
        After = { step.After },
        Supporting = { step.Supporting },
        Informed = { step.Informed },
    };

    public override Check CheckKey(Check check, AgreedClaim claim) => claim.KeyOf(check, "pathway-template");

    public override Check CheckContent(Check check, AgreedClaim claim)
    {
        var steps = claim.Content.PathwayTemplate.Steps;
        check.NotEmpty("content.pathway_template.steps", steps);
        for (var i = 0; i < steps.Count; i++)
        {
            CheckStep(check, $"content.pathway_template.steps[{i}].", steps[i], [.. steps.Take(i).Select(step => step.Step)], claim);
        }

        return check;
    }

    public override IEnumerable<AgreedDefault> Defaults(DateOnly day) => PathwayTemplates.On(day).Select(template => new AgreedDefault(
        template.Template,
        new AgreedContent { PathwayTemplate = new AgreedTemplate { Steps = { template.Steps.Select(ToMessage) } } },
        template.Days,
        template.Source));

    private static void CheckStep(Check check, string path, PathwayTemplateStep step, HashSet<string> before, AgreedClaim claim)
    {
        check
            .Required(path + "step", step.Step).MaxLength(path + "step", step.Step, LongestName)
            .That(!before.Contains(step.Step), path + "step", "STEP_TWICE", "another name than the steps before it")
            .That(step.After.All(before.Contains), path + "after", "STEP_UNKNOWN", "names of steps that stand before it")
            .MaxCount(path + "after", step.After, MostNames)
            .Range(path + "business_days", step.BusinessDays, 1, Longest)
            .MaxCount(path + "supporting", step.Supporting, MostNames)
            .MaxCount(path + "informed", step.Informed, MostNames);
        claim.Code(check, path + "phase", step.Phase, "pathway-phase");
        claim.Code(check, path + "service", step.Service, "service");
        claim.Code(check, path + "responsible", step.Responsible, "organisation-kind");
        for (var i = 0; i < step.Supporting.Count; i++)
        {
            claim.Code(check, $"{path}supporting[{i}]", step.Supporting[i], "organisation-kind");
        }

        for (var i = 0; i < step.Informed.Count; i++)
        {
            claim.Code(check, $"{path}informed[{i}]", step.Informed[i], "organisation-kind");
        }
    }
}
