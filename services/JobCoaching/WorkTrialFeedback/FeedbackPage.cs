using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Tyokyky.Contracts;

namespace Tyokyky.JobCoaching.WorkTrialFeedback;

/// <summary>The page that a link leads to: plain HTML for a phone, no script, nothing from elsewhere.</summary>
internal static partial class FeedbackPage
{
    private const string Style = """
        :root { color-scheme: light dark; font: 1.125rem/1.5 system-ui, sans-serif; }
        body { max-width: 40rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
        h1 { font-size: 1.5rem; line-height: 1.25; }
        h2 { font-size: 1.25rem; margin: 0; }
        dt { font-weight: bold; }
        dd { margin: 0 0 .5rem; }
        fieldset { border: 1px solid; border-radius: .375rem; margin: 1.5rem 0; padding: .5rem 1rem 1rem; }
        legend { font-weight: bold; padding: 0 .25rem; }
        .choice { display: flex; align-items: center; gap: .75rem; min-height: 2.75rem; }
        .choice input { flex: none; width: 1.5rem; height: 1.5rem; margin: 0; }
        .choice label { flex: 1; padding: .5rem 0; }
        textarea { box-sizing: border-box; display: block; width: 100%; font: inherit; padding: .5rem; }
        button { width: 100%; min-height: 3rem; margin: 1.5rem 0; font: inherit; font-weight: bold; border: 2px solid; border-radius: .375rem;
          background: #1d4f91; color: #fff; cursor: pointer; }
        .error { border-left: .375rem solid #b3261e; padding-left: .75rem; font-weight: bold; }
        :focus-visible { outline: 3px solid #2a6ebb; outline-offset: 2px; }
        """;

    private static readonly HtmlEncoder html = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Allows the page's own style and its own form, and nothing else.</summary>
    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; "
        + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /// <summary>The form, with what was typed already and what is wrong with it.</summary>
    public static string Form(FeedbackWords words, OpenForm form, string secret, HostAnswers typed, IReadOnlyList<FieldViolation> wrong)
    {
        var page = new StringBuilder();
        page.Append($"<h1>{Text(words.Title)}</h1><p>{Text(words.Intro)}</p><p>{Text(words.Caution)}</p>");
        AppendFacts(page, words, form);
        var errors = wrong.GroupBy(one => PlaceOf(one.Field, typed)).ToDictionary(group => group.Key, group => words.Reason(group.First().Reason));
        AppendSummary(page, words, form, errors);
        page.Append(CultureInfo.InvariantCulture, $"<form method=\"post\" action=\"{FeedbackLinks.Path}/{words.Code}\" novalidate>");
        page.Append($"<input type=\"hidden\" name=\"{FeedbackLinks.Secret}\" value=\"{Text(secret)}\">");
        foreach (var (question, answer) in form.Domains.Zip(typed.Domains))
        {
            AppendDomain(page, words, form, question, answer, errors);
        }

        var overall = form.Questions.First(question => !question.IsOfDomain);
        AppendText(page, words, FeedbackQuestion.Overall, $"{overall.In(words.Language)} ({words.Optional})", typed.Overall, errors);
        page.Append($"<button>{Text(words.Send)}</button></form><nav aria-label=\"{Text(words.OtherLanguages)}\">");
        foreach (var other in words.Others)
        {
            var link = $"{FeedbackLinks.Path}/{other.Code}?{FeedbackLinks.Secret}={secret}";
            page.Append($"<p><a href=\"{Text(link)}\" lang=\"{other.Code}\" hreflang=\"{other.Code}\">{Text(other.OwnName)}</a></p>");
        }

        page.Append("</nav>");
        return Whole(words, errors.Count > 0 ? $"{words.Mistake}: {words.Title}" : words.Title, page.ToString());
    }

    public static string Taken(FeedbackWords words) => Said(words, words.Thanks, words.Taken);

    /// <summary>The same for whatever opens nothing.</summary>
    public static string Closed(FeedbackWords words) => Said(words, words.Closed, words.ClosedWhy);

    public static string Busy(FeedbackWords words) => Said(words, words.Busy, words.BusyWhy);

    private static void AppendFacts(StringBuilder page, FeedbackWords words, OpenForm form)
    {
        page.Append("<dl>");
        AppendFact(page, words.Trial, $"{words.Day(form.Trial.StartedOn)}–{words.Day(form.Trial.EndedOn ?? form.Trial.EndsOn)}");
        AppendFact(page, words.Workplace, form.Trial.Place);
        AppendFact(page, words.AskedBy, form.Feedback.AskedBy);
        AppendFact(page, words.AnswerBy, words.Day(form.Feedback.LinkEndsOn));
        page.Append("</dl>");
    }

    private static void AppendFact(StringBuilder page, string name, string value)
    {
        if (value.Length > 0)
        {
            page.Append($"<dt>{Text(name)}</dt><dd>{Text(value)}</dd>");
        }
    }

    // A list of links to what is wrong, where whoever cannot see the page finds it first.
    private static void AppendSummary(StringBuilder page, FeedbackWords words, OpenForm form, Dictionary<string, string> errors)
    {
        if (errors.Count == 0)
        {
            return;
        }

        page.Append($"<div class=\"error\" role=\"alert\" tabindex=\"-1\" autofocus><h2>{Text(words.Wrong)}</h2><ul>");
        foreach (var (place, error) in errors)
        {
            var domain = form.Domains.FirstOrDefault(question => place.EndsWith($"-{question.Item}", StringComparison.Ordinal));
            var target = place.StartsWith("level-", StringComparison.Ordinal) ? place + "-0" : place;
            page.Append($"<li><a href=\"#{target}\">{Text(domain is null ? error : $"{DomainLabel(words, domain)}: {error}")}</a></li>");
        }

        page.Append("</ul></div>");
    }

    private static void AppendDomain(
        StringBuilder page, FeedbackWords words, OpenForm form, FeedbackQuestion question, HostDomainAnswer answer, Dictionary<string, string> errors)
    {
        var name = $"level-{question.Item}";
        page.Append($"<fieldset aria-describedby=\"ask-{question.Item}{(errors.ContainsKey(name) ? $" error-{name}" : "")}\">");
        page.Append($"<legend>{Text(DomainLabel(words, question))}</legend><p id=\"ask-{question.Item}\">{Text(question.In(words.Language))}</p>");
        AppendError(page, words, name, errors);
        var levels = CodeSystem.Get("functional-level").Entries.Where(level => level.IsValidOn(form.Feedback.RequestedOn)).Index();
        foreach (var (at, level) in levels)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{name}-{at}");
            page.Append($"<div class=\"choice\"><input type=\"radio\" id=\"{id}\" name=\"{name}\" value=\"{level.Code}\"");
            page.Append(level.Code == answer.Level ? " checked>" : ">").Append($"<label for=\"{id}\">{Text(words.Label(level))}</label></div>");
        }

        AppendText(page, words, $"text-{question.Item}", words.OwnWords, answer.Text, errors);
        page.Append("</fieldset>");
    }

    private static void AppendText(StringBuilder page, FeedbackWords words, string name, string label, string typed, Dictionary<string, string> errors)
    {
        page.Append($"<p><label for=\"{name}\">{Text(label)}</label></p>");
        AppendError(page, words, name, errors);
        var described = errors.ContainsKey(name) ? $" aria-invalid=\"true\" aria-describedby=\"error-{name}\"" : "";
        // A browser drops the first line end.
        page.Append($"<textarea id=\"{name}\" name=\"{name}\" rows=\"3\"{described}>\n{Text(typed)}</textarea>");
    }

    private static void AppendError(StringBuilder page, FeedbackWords words, string name, Dictionary<string, string> errors)
    {
        if (errors.TryGetValue(name, out var error))
        {
            page.Append($"<p class=\"error\" id=\"error-{name}\">{Text(words.Mistake)}: {Text(error)}</p>");
        }
    }

    // domains[2].level is the field "level-…" of the third domain.
    private static string PlaceOf(string field, HostAnswers typed) => DomainField().Match(field) is { Success: true } found
        ? $"{found.Groups[2].Value}-{typed.Domains[int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture)].Domain}"
        : field;

    private static string DomainLabel(FeedbackWords words, FeedbackQuestion question) =>
        words.Label(CodeSystem.Get("functional-domain").Entries.First(entry => entry.Code == question.Item));

    private static string Said(FeedbackWords words, string title, string text) => Whole(words, title, $"<h1>{Text(title)}</h1><p>{Text(text)}</p>");

    private static string Whole(FeedbackWords words, string title, string body) =>
        $"<!doctype html><html lang=\"{words.Code}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
        + $"<meta name=\"robots\" content=\"noindex\"><title>{Text(title)}</title><style>{Style}</style></head><body><main>{body}</main></body></html>";

    private static string Text(string text) => html.Encode(text);

    [GeneratedRegex(@"^domains\[(\d+)\]\.(level|text)$")]
    private static partial Regex DomainField();
}
