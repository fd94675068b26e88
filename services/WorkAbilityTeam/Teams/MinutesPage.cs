using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>The minutes of a meeting as a page to print: plain HTML, no script, nothing from elsewhere, and no more than the message tells.</summary>
internal sealed class MinutesPage(string language, DateOnly today)
{
    private const string Style = """
        body { font: 11pt/1.45 sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem; color: #000; background: #fff; }
        h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; border-bottom: 1px solid #000; break-after: avoid; }
        dl { display: grid; grid-template-columns: 13rem 1fr; gap: .25rem 1rem; } dt { font-weight: bold; } dd { margin: 0; white-space: pre-line; }
        table { border-collapse: collapse; width: 100%; } th, td { border: 1px solid #000; padding: .25rem .5rem; text-align: left; vertical-align: top; }
        section { break-inside: avoid; }
        """;

    private static readonly HtmlEncoder html = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder page = new();

    public string Of(TeamMeeting meeting)
    {
        var title = Say("Työkyvyn tuen tiimin pöytäkirja", "Protokoll för teamet för stöd för arbetsförmågan", "Minutes of the work-ability team");
        page.Append($"<!DOCTYPE html>\n<html lang=\"{language}\"><head><meta charset=\"utf-8\"><title>").Append(html.Encode(title))
            .Append("</title><style>").Append(Style).Append("</style></head><body>\n<h1>").Append(html.Encode(title)).Append("</h1>\n<dl>");
        Line(Say("Päivä", "Dag", "Day"), Day(meeting.HeldOn));
        Line(Say("Toteutustapa", "Form", "Mode"), Mode(meeting.Mode));
        Line(Say("Paikka", "Plats", "Place"), meeting.Place);
        Line(Say("Kesto, minuuttia", "Längd, minuter", "Duration, minutes"), Number(meeting.Minutes));
        Line(
            Say("Läsnä", "Närvarande", "Present"),
            string.Join(", ", meeting.ProfessionsPresent.GroupBy(code => code).Select(group => Counted(Label("profession", group.Key), group.Count()))));
        Line(Say("Jäsenet", "Medlemmar", "Members"), string.Join(", ", meeting.Attendees.Select(one => $"{one.WorkerName} ({one.Organisation})")));
        Line(Say("Muut asiat", "Övriga ärenden", "Other matters"), meeting.Notes);
        Line(Say("Pöytäkirja valmis", "Protokollet klart", "Minutes ready"), Day(meeting.MinutesFinishedOn));
        page.Append("</dl>\n");
        foreach (var item in meeting.Agenda)
        {
            Case(item);
        }

        page.Append("<p><small>").Append(html.Encode(Say("Tulostettu ", "Utskrivet ", "Printed "))).Append(Day(today.ToDate()))
            .Append("</small></p>\n</body></html>\n");
        return page.ToString();
    }

    private void Case(MeetingCase item)
    {
        page.Append("<section><h2>").Append(html.Encode(Say("Asiakastapaus", "Klientfall", "Case"))).Append(' ').Append(html.Encode(item.CaseId))
            .Append("</h2>\n<dl>");
        Line(Say("Asiakas", "Klient", "Client"), item.ClientId);
        Line(Say("Käsittely", "Behandling", "Handling"), State(item.State));
        Line(Say("Asiakkaan osallisuus", "Klientens delaktighet", "The client's part"), Part(item.ClientPart));
        Line(Say("Asiakkaan oma kysymys", "Klientens egen fråga", "The client's own question"), item.ClientQuestion);
        Line(Say("Tukihenkilö", "Stödperson", "Support person"), item.SupportPerson);
        Line(Say("Suositus", "Rekommendation", "Recommendation"), item.Recommendation);
        if (item.Feedback is { } feedback)
        {
            Line(Say("Tulin kuulluksi (1–5)", "Jag blev hörd (1–5)", "I was heard (1–5)"), Number(feedback.Heard));
            Line(Say("Kokous oli hyödyllinen (1–5)", "Mötet var till nytta (1–5)", "The meeting was useful (1–5)"), Number(feedback.Useful));
            Line(Say("Asiakkaan palaute", "Klientens respons", "The client's feedback"), feedback.Text);
        }

        page.Append("</dl>\n");
        Actions(item);
        page.Append("</section>\n");
    }

    private void Actions(MeetingCase item)
    {
        if (item.Actions.Count == 0)
        {
            return;
        }

        page.Append("<table><thead><tr>");
        Cells(
            "th",
            Say("Sovittu toimenpide", "Överenskommen åtgärd", "Agreed action"),
            Say("Vastuuhenkilö", "Ansvarig", "Owner"),
            Say("Viimeistään", "Senast", "By"),
            Say("Tila", "Läge", "State"));
        page.Append("</tr></thead><tbody>");
        foreach (var action in item.Actions)
        {
            page.Append("<tr>");
            Cells("td", action.Text, action.IsClientsOwn ? Say("asiakas", "klienten", "the client") : action.Owner, Day(action.DueOn), State(action.State));
            page.Append("</tr>");
        }

        page.Append("</tbody></table>\n");
    }

    private void Cells(string tag, params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            page.Append('<').Append(tag).Append('>').Append(html.Encode(text)).Append("</").Append(tag).Append('>');
        }
    }

    // What is not known has no line.
    private void Line(string name, string value)
    {
        if (value.Length > 0)
        {
            page.Append("<dt>").Append(html.Encode(name)).Append("</dt><dd>").Append(html.Encode(value)).Append("</dd>\n");
        }
    }

    private string Say(string fi, string sv, string en) => new LocalizedText(fi, sv, en).In(language);

    private string Label(string system, string code) =>
        CodeSystem.Get(system).Entries.LastOrDefault(entry => entry.Code == code) is { } entry ? Say(entry.Fi, entry.Sv, entry.En) : code;

    private static string Counted(string label, int count) => count == 1 ? label : string.Create(CultureInfo.InvariantCulture, $"{label} ({count})");

    private static string Number(int number) => number == 0 ? "" : number.ToString(CultureInfo.InvariantCulture);

    private static string Day(Date? day) => day is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{day.Day}.{day.Month}.{day.Year}");

    private string Mode(Mode mode) => mode switch
    {
        Contracts.Common.V1.Mode.InPerson => Say("tapaaminen", "fysiskt möte", "in person"),
        Contracts.Common.V1.Mode.HomeVisit => Say("kotikäynti", "hembesök", "home visit"),
        Contracts.Common.V1.Mode.Workplace => Say("työpaikalla", "på arbetsplatsen", "at the workplace"),
        Contracts.Common.V1.Mode.Phone => Say("puhelin", "telefon", "by telephone"),
        Contracts.Common.V1.Mode.Video => Say("video", "video", "by video"),
        _ => "",
    };

    private string Part(ClientPart part) => part switch
    {
        ClientPart.Invited => Say("kutsuttu, ei tullut", "kallad, kom inte", "invited, did not come"),
        ClientPart.Present => Say("läsnä", "närvarande", "present"),
        ClientPart.Remote => Say("etänä", "på distans", "remotely"),
        ClientPart.Declined => Say("ei halunnut osallistua", "ville inte delta", "declined"),
        ClientPart.NotInvited => Say("ei kutsuttu", "inte kallad", "not invited"),
        _ => "",
    };

    private string State(AgendaState state) => state switch
    {
        AgendaState.Handled => Say("käsitelty", "behandlat", "handled"),
        AgendaState.CarriedOver => Say("siirretty seuraavaan kokoukseen", "överfört till nästa möte", "carried over to another meeting"),
        AgendaState.Dropped => Say("poistettu asialistalta", "struket från listan", "dropped from the agenda"),
        _ => "",
    };

    private string State(ActionState state) => state switch
    {
        ActionState.Open => Say("avoin", "öppen", "open"),
        ActionState.Done => Say("tehty", "utförd", "done"),
        ActionState.Cancelled => Say("peruttu", "inställd", "cancelled"),
        _ => Say("kirjattu virheellisesti", "felaktigt registrerad", "recorded by mistake"),
    };
}
