using System.Collections.Frozen;

namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>The words of a plan's page; where the client's view says it in plainer ones, the phrase is there twice.</summary>
internal static class PlanPhrases
{
    private const string Plain = "plain:";

    private static readonly FrozenDictionary<string, LocalizedText> phrases = new Dictionary<string, LocalizedText>
    {
        ["title"] = new("Työkyvyn tuen suunnitelma", "Plan för stöd för arbetsförmågan", "Work-ability support plan"),
        [Plain + "title"] = new("Minun suunnitelmani", "Min plan", "My plan"),
        ["in-error"] = new("Tämä suunnitelma on merkitty virheelliseksi.", "Denna plan är markerad som felaktig.", "This plan is marked as a mistake."),
        ["plain-intro"] = new(
            "Tässä on suunnitelma, jonka olet tehnyt yhdessä tiimin kanssa. Sinä päätät, mitä suunnitelmasta hyväksyt.",
            "Här är planen som du har gjort tillsammans med teamet. Du bestämmer vad i planen du godkänner.",
            "This is the plan that you made together with the team. You decide what in it you accept."),
        ["version"] = new("Versio", "Version", "Version"),
        ["made-on"] = new("laadittu", "gjord", "made on"),
        [Plain + "made-on"] = new("tehty", "gjord", "made on"),
        ["review-due"] = new("Tarkistetaan viimeistään", "Granskas senast", "Reviewed at the latest on"),
        [Plain + "review-due"] = new(
            "Katsomme suunnitelman yhdessä läpi viimeistään", "Vi går igenom planen tillsammans senast", "We look at the plan together at the latest on"),
        ["strengths"] = new("Vahvuudet", "Styrkor", "Strengths"),
        [Plain + "strengths"] = new("Missä olet hyvä", "Vad du är bra på", "What you are good at"),
        ["goals"] = new("Asiakkaan omat tavoitteet", "Klientens egna mål", "The client's own goals"),
        [Plain + "goals"] = new("Mitä sinä haluat", "Vad du vill", "What you want"),
        ["measures"] = new("Toimenpiteet", "Åtgärder", "Measures"),
        [Plain + "measures"] = new("Mitä tehdään", "Vad som görs", "What will be done"),
        ["what"] = new("Toimenpide", "Åtgärd", "Measure"),
        [Plain + "what"] = new("Mitä", "Vad", "What"),
        ["who"] = new("Vastuuhenkilö ja toteuttaja", "Ansvarig och genomförare", "Owner and provider"),
        [Plain + "who"] = new("Kuka auttaa", "Vem hjälper", "Who helps"),
        ["when"] = new("Viimeistään", "Senast", "Due"),
        ["basis"] = new("Peruste", "Grund", "Basis"),
        [Plain + "basis"] = new("Onko pakko", "Är det ett måste", "Do I have to"),
        ["voluntary"] = new("Vapaaehtoinen", "Frivillig", "Voluntary"),
        [Plain + "voluntary"] = new("Ei ole. Saat itse päättää.", "Nej. Du får själv bestämma.", "No. You decide yourself."),
        ["statutory"] = new("Lakisääteinen suunnitelma", "Lagstadgad plan", "Part of a statutory plan"),
        [Plain + "statutory"] = new("Kuuluu myös viranomaisen suunnitelmaan.", "Hör också till en myndighets plan.", "It is also part of an authority's plan."),
        ["state"] = new("Tilanne", "Läge", "State"),
        ["state-proposed"] = new("Ehdotettu", "Föreslagen", "Proposed"),
        [Plain + "state-proposed"] = new("Odottaa vastaustasi", "Väntar på ditt svar", "Waits for your answer"),
        ["state-accepted"] = new("Hyväksytty", "Godkänd", "Accepted"),
        ["state-declined"] = new("Ei hyväksytty", "Inte godkänd", "Declined"),
        [Plain + "state-declined"] = new("Et halua tätä", "Du vill inte ha det här", "You do not want this"),
        ["state-under-way"] = new("Käynnissä", "Pågår", "Under way"),
        ["state-done"] = new("Toteutunut", "Genomförd", "Done"),
        ["state-ended"] = new("Päättynyt", "Avslutad", "Ended"),
        ["owner"] = new("Omistaja", "Ägare", "Owner"),
        [Plain + "owner"] = new("Tiedon antoi", "Uppgiften gavs av", "Told by"),
        ["links"] = new("Lakisääteiset suunnitelmat", "Lagstadgade planer", "Statutory plans"),
        [Plain + "links"] = new("Muut suunnitelmasi", "Dina andra planer", "Your other plans"),
        ["reviews"] = new("Tarkistukset", "Granskningar", "Reviews"),
        [Plain + "reviews"] = new("Miten on mennyt", "Hur det har gått", "How it has gone"),
        ["attained-much-less"] = new("paljon odotettua vähemmän", "mycket mindre än väntat", "much less than expected"),
        ["attained-less"] = new("odotettua vähemmän", "mindre än väntat", "less than expected"),
        ["attained-as-expected"] = new("odotetusti", "som väntat", "as expected"),
        ["attained-more"] = new("odotettua enemmän", "mer än väntat", "more than expected"),
        ["attained-much-more"] = new("paljon odotettua enemmän", "mycket mer än väntat", "much more than expected"),
        ["rated-by-client"] = new("asiakas", "klienten", "the client"),
        [Plain + "rated-by-client"] = new("sinä", "du", "you"),
        ["rated-by-worker"] = new("työntekijä", "arbetstagaren", "a worker"),
        ["rated-by-joint"] = new("yhdessä", "tillsammans", "together"),
        ["answer"] = new("Asiakkaan vastaus", "Klientens svar", "The client's answer"),
        [Plain + "answer"] = new("Sinun vastauksesi", "Ditt svar", "Your answer"),
        ["answer-accepted"] = new("Hyväksyy.", "Godkänner.", "Accepts."),
        [Plain + "answer-accepted"] = new("Hyväksyit tämän.", "Du godkände det här.", "You accepted this."),
        ["answer-declined"] = new("Ei hyväksy.", "Godkänner inte.", "Declines."),
        [Plain + "answer-declined"] = new("Et hyväksynyt tätä.", "Du godkände inte det här.", "You did not accept this."),
        ["answer-partly-accepted"] = new("Hyväksyy osittain.", "Godkänner delvis.", "Accepts in part."),
        [Plain + "answer-partly-accepted"] = new("Hyväksyit osan.", "Du godkände en del.", "You accepted a part."),
        ["approved"] = new("Hyväksynyt toinen ammattilainen:", "Godkänd av en andra yrkesperson:", "Approved by a second professional:"),
        ["withheld"] = new(
            "Osa suunnitelmasta ei näy sinulle.", "En del av planen visas inte för dig.", "A part of the plan is not shown to you."),
        ["voluntary-note"] = new(
            "Vapaaehtoisesta tuesta kieltäytyminen ei vaikuta etuuksiin.",
            "Att tacka nej till frivilligt stöd påverkar inte förmåner.",
            "Declining voluntary support does not affect benefits."),
        [Plain + "voluntary-note"] = new(
            "Voit muuttaa mieltäsi milloin tahansa. Vapaaehtoisesta tuesta kieltäytyminen ei vaikuta etuuksiisi.",
            "Du kan ändra dig när som helst. Att tacka nej till frivilligt stöd påverkar inte dina förmåner.",
            "You may change your mind at any time. Declining voluntary support does not affect your benefits."),
    }.ToFrozenDictionary();

    public static string In(string language, string phrase, bool isPlain) =>
        (isPlain && phrases.TryGetValue(Plain + phrase, out var plain) ? plain : phrases[phrase]).In(language);
}
