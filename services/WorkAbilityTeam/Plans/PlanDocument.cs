using System.Net;
using System.Text;

namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>
/// A plan as a page: of what its reader sees, and of nothing else. The client's view says the same in plain language (selkeä kieli), with what the client
/// answered and what happens next first.
/// </summary>
internal static class PlanDocument
{
    private const string Style =
        "body{font-family:sans-serif;max-width:45em;margin:2em auto;line-height:1.45}table{border-collapse:collapse;width:100%}"
        + "th,td{border:1px solid #666;padding:.3em;text-align:left;vertical-align:top}@media print{body{margin:0;max-width:none}}";

    public static string Of(Plan plan, string language, bool isPlain)
    {
        var page = new Page(language, isPlain);
        page.Begin(plan);
        page.Goals(plan);
        page.Measures(plan);
        page.Sections(plan);
        page.Links(plan);
        page.Reviews(plan);
        return page.End(plan);
    }

    private sealed class Page(string language, bool isPlain)
    {
        private readonly StringBuilder html = new();

        public void Begin(Plan plan)
        {
            html.Append($"<!DOCTYPE html>\n<html lang=\"{language}\"><head><meta charset=\"utf-8\"><title>{Say("title")}</title>")
                .Append($"<style>{Style}</style></head><body>\n");
            html.Append($"<h1>{Say("title")}</h1>\n");
            if (plan.State == PlanState.EnteredInError) { html.Append($"<p><strong>{Say("in-error")}</strong></p>\n"); }
            if (isPlain) { html.Append($"<p>{Say("plain-intro")}</p>\n"); }
            html.Append($"<p>{Say("version")} {plan.Version} · {Say("made-on")} {Day(plan.MadeOn)}</p>\n");
            if (plan.ReviewDueOn is not null) { html.Append($"<p>{Say("review-due")} {Day(plan.ReviewDueOn)}</p>\n"); }
            if (plan.Strengths.Length > 0) { html.Append($"<h2>{Say("strengths")}</h2>\n<p>{Text(plan.Strengths)}</p>\n"); }
        }

        public void Goals(Plan plan)
        {
            if (plan.Goals.Count == 0) { return; }
            html.Append($"<h2>{Say("goals")}</h2>\n<ol>\n");
            foreach (var goal in plan.Goals)
            {
                html.Append($"<li>{Text(goal.Text)}{Answer(plan, goal.GoalId)}</li>\n");
            }

            html.Append("</ol>\n");
        }

        public void Measures(Plan plan)
        {
            if (plan.Measures.Count == 0) { return; }
            html.Append($"<h2>{Say("measures")}</h2>\n<table><tr><th>{Say("what")}</th><th>{Say("who")}</th><th>{Say("when")}</th><th>{Say("basis")}</th>"
                + $"<th>{Say("state")}</th></tr>\n");
            foreach (var measure in plan.Measures)
            {
                var progress = plan.Progress.FirstOrDefault(one => one.MeasureId == measure.MeasureId);
                var service = measure.Service.Length > 0 ? $": {Label("service", measure.Service, plan)}" : "";
                html.Append($"<tr><td>{Label("measure-kind", measure.Kind, plan)}{service}<br>{Text(measure.Text)}</td>")
                    .Append($"<td>{Text(measure.Owner)}<br>{Text(measure.Provider)}</td><td>{Day(measure.DueOn)}</td>")
                    .Append($"<td>{Say(measure.Basis == MeasureBasis.Statutory ? "statutory" : "voluntary")}</td>")
                    .Append($"<td>{(progress is null ? "" : Say("state-" + StateCode.Of(progress.State)))}{Answer(plan, measure.MeasureId)}</td></tr>\n");
            }

            html.Append("</table>\n");
        }

        public void Sections(Plan plan)
        {
            foreach (var section in plan.Sections)
            {
                html.Append($"<h2>{Label("plan-section", section.Kind, plan)}</h2>\n<p>{Text(section.Text)}{Answer(plan, section.SectionId)}</p>\n")
                    .Append($"<p><small>{Say("owner")} {Text(section.Organisation)} · {Label("referral-basis", section.LegalBasis, plan)}</small></p>\n");
            }
        }

        public void Links(Plan plan)
        {
            if (plan.StatutoryLinks.Count == 0) { return; }
            html.Append($"<h2>{Say("links")}</h2>\n<ul>\n");
            foreach (var link in plan.StatutoryLinks)
            {
                html.Append($"<li>{Label("statutory-plan", link.Kind, plan)} ({Text(link.Law)}) · {Text(link.Organisation)} {Text(link.Owner)} ")
                    .Append($"{Day(link.MadeOn)} {Text(link.Reference)}</li>\n");
            }

            html.Append("</ul>\n");
        }

        public void Reviews(Plan plan)
        {
            var held = plan.Reviews.Where(review => review.ErrorReason.Length == 0).ToArray();
            if (held.Length == 0) { return; }
            html.Append($"<h2>{Say("reviews")}</h2>\n");
            foreach (var review in held)
            {
                html.Append($"<h3>{Day(review.ReviewedOn)}</h3>\n<p>{Text(review.Note)}</p>\n<ul>\n");
                foreach (var rated in review.Goals)
                {
                    var goal = plan.Goals.FirstOrDefault(one => one.GoalId == rated.GoalId);
                    html.Append($"<li>{Text(goal?.Text ?? "")}: {Say("attained-" + StateCode.Of(rated.Attainment))} ")
                        .Append($"({Say("rated-by-" + StateCode.Of(rated.Rater))}) {Text(rated.Comment)}</li>\n");
                }

                html.Append("</ul>\n");
            }
        }

        public string End(Plan plan)
        {
            if (plan.ClientAnswer != ClientAnswer.Unspecified)
            {
                html.Append($"<h2>{Say("answer")}</h2>\n<p>{Say("answer-" + PlanVersion.Code(plan.ClientAnswer))} {Text(plan.ClientComment)}</p>\n");
            }

            if (plan.Approval is { } approval)
            {
                html.Append($"<p>{Say("approved")} {Label("profession", approval.Profession, plan)} "
                    + $"{Day(FinnishTime.DayOf(approval.ApprovedAt.ToDateTimeOffset()).ToDate())}</p>\n");
            }

            if (plan.SomethingWithheld) { html.Append($"<p><em>{Say("withheld")}</em></p>\n"); }
            html.Append($"<p><small>{Say("voluntary-note")}</small></p>\n</body></html>\n");
            return html.ToString();
        }

        private string Answer(Plan plan, string partId) =>
            plan.Answers.FirstOrDefault(answer => answer.PartId == partId) is { } answer
                ? $"<br><small>{Say("answer-" + PlanVersion.Code(answer.Answer))} {Text(answer.Comment)}</small>"
                : "";

        private string Say(string phrase) => PlanPhrases.In(language, phrase, isPlain);

        private string Label(string system, string code, Plan plan)
        {
            var day = plan.MadeOn.ToDay();
            var rows = CodeSystem.Get(system).Entries.Where(one => one.Code == code).ToArray();
            var entry = Array.Find(rows, one => one.IsValidOn(day)) ?? rows.LastOrDefault();
            return Text(entry is null ? code : language switch { "sv" => entry.Sv, "en" => entry.En, _ => entry.Fi });
        }

        private static string Day(Date? day) => day is null ? "" : $"{day.Day}.{day.Month}.{day.Year}";

        private static string Text(string text) => WebUtility.HtmlEncode(text);
    }
}
