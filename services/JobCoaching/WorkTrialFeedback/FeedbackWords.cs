using System.Globalization;
using Tyokyky.Contracts;

namespace Tyokyky.JobCoaching.WorkTrialFeedback;

/// <summary>What the page says in one language, beside the form's questions and the codes' labels, which are data.</summary>
internal sealed record FeedbackWords(FormLanguage Language, string OwnName)
{
    private static readonly FeedbackWords[] all =
    [
        new(FormLanguage.Fi, "Suomeksi")
        {
            Title = "Palaute työkokeilusta",
            Intro = "Kerro, miten työkokeilu sujui teillä. Vastaus menee sille, joka palautetta pyytää, ja auttaa suunnittelemaan jatkoa.",
            Caution = "Älä kirjoita nimiä, henkilötunnuksia äläkä tietoja sairauksista.",
            Trial = "Työkokeilu",
            Workplace = "Työpaikka",
            AskedBy = "Palautetta pyytää",
            AnswerBy = "Vastaa viimeistään",
            OwnWords = "Omin sanoin (ei pakollinen)",
            Optional = "ei pakollinen",
            Send = "Lähetä palaute",
            Wrong = "Korjaa nämä kohdat",
            Mistake = "Virhe",
            Thanks = "Kiitos palautteesta",
            Taken = "Palaute on vastaanotettu. Voit sulkea sivun.",
            Closed = "Linkki ei ole käytössä",
            ClosedWhy = "Linkki voi olla väärä, jo käytetty tai vanhentunut. Pyydä uusi siltä, joka lähetti sen.",
            Busy = "Juuri nyt ei onnistu",
            BusyWhy = "Yritä hetken kuluttua uudelleen lataamalla sivu. Jos olit lähettämässä palautetta, selain lähettää sen samalla uudelleen.",
            OtherLanguages = "Muut kielet",
        },
        new(FormLanguage.Sv, "På svenska")
        {
            Title = "Respons på arbetsprövningen",
            Intro = "Berätta hur arbetsprövningen gick hos er. Svaret går till den som ber om responsen och hjälper till att planera fortsättningen.",
            Caution = "Skriv inte namn, personbeteckningar eller uppgifter om sjukdomar.",
            Trial = "Arbetsprövning",
            Workplace = "Arbetsplats",
            AskedBy = "Den som ber om respons",
            AnswerBy = "Svara senast",
            OwnWords = "Med egna ord (frivilligt)",
            Optional = "frivilligt",
            Send = "Skicka responsen",
            Wrong = "Rätta dessa punkter",
            Mistake = "Fel",
            Thanks = "Tack för responsen",
            Taken = "Responsen har tagits emot. Du kan stänga sidan.",
            Closed = "Länken är inte i bruk",
            ClosedWhy = "Länken kan vara felaktig, redan använd eller för gammal. Be den som skickade länken om en ny.",
            Busy = "Det går inte just nu",
            BusyWhy = "Försök igen om en stund genom att ladda om sidan. Om du höll på att skicka responsen skickar webbläsaren den samtidigt på nytt.",
            OtherLanguages = "Andra språk",
        },
        new(FormLanguage.En, "In English")
        {
            Title = "Feedback on the work trial",
            Intro = "Tell how the work trial went at your workplace. The answer goes to whoever asks for it and helps to plan what comes next.",
            Caution = "Do not write names, personal identity codes or anything about illnesses.",
            Trial = "Work trial",
            Workplace = "Workplace",
            AskedBy = "Asked by",
            AnswerBy = "Answer by",
            OwnWords = "In your own words (optional)",
            Optional = "optional",
            Send = "Send the feedback",
            Wrong = "Correct these",
            Mistake = "Error",
            Thanks = "Thank you for the feedback",
            Taken = "The feedback has been received. You may close the page.",
            Closed = "The link is not in use",
            ClosedWhy = "The link may be wrong, used already or too old. Ask whoever sent it for a new one.",
            Busy = "Not possible just now",
            BusyWhy = "Try again in a moment by reloading the page. If you were sending the feedback, the browser sends it again with that.",
            OtherLanguages = "Other languages",
        },
    ];

    public required string Title { get; init; }

    public required string Intro { get; init; }

    public required string Caution { get; init; }

    public required string Trial { get; init; }

    public required string Workplace { get; init; }

    public required string AskedBy { get; init; }

    public required string AnswerBy { get; init; }

    public required string OwnWords { get; init; }

    public required string Optional { get; init; }

    public required string Send { get; init; }

    public required string Wrong { get; init; }

    public required string Mistake { get; init; }

    public required string Thanks { get; init; }

    public required string Taken { get; init; }

    public required string Closed { get; init; }

    public required string ClosedWhy { get; init; }

    public required string Busy { get; init; }

    public required string BusyWhy { get; init; }

    public required string OtherLanguages { get; init; }

    public string Code => FeedbackLinks.LanguageCode(Language);

    public IEnumerable<FeedbackWords> Others => all.Where(words => words.Language != Language);

    /// <summary>In the language of that code; Finnish in any other.</summary>
    public static FeedbackWords In(string? language) => Array.Find(all, words => words.Code == language) ?? all[0];

    public string Label(CodeEntry entry) => Pick(entry.Fi, entry.Sv, entry.En);

    public string Reason(string reason) => ReasonText.Find(reason) is { } text ? Pick(text.Fi, text.Sv, text.En) : reason;

    public string Day(DateOnly? day) => day?.ToString(Language == FormLanguage.En ? "d MMMM yyyy" : "d.M.yyyy", CultureInfo.InvariantCulture) ?? "";

    private string Pick(string fi, string sv, string en) => Language switch
    {
        FormLanguage.Sv => sv,
        FormLanguage.En => en,
        _ => fi,
    };
}
