using System.Globalization;

namespace Tyokyky.JobCoaching.Coachings;

/// <summary>How a coaching refuses.</summary>
internal static class CoachingErrors
{
    private static readonly Dictionary<string, LocalizedText> texts = new()
    {
        ["COACHING_NOT_STARTED"] = new("Valmennus ei ole vielä alkanut.", "Arbetsträningen har inte börjat.", "The coaching has not started."),
        ["COACHING_ALREADY_STARTED"] = new("Valmennus on jo alkanut.", "Arbetsträningen har redan börjat.", "The coaching has started already."),
        ["COACHING_PAUSED"] = new("Valmennus on tauolla.", "Arbetsträningen har paus.", "The coaching is paused."),
        ["COACHING_NOT_PAUSED"] = new("Valmennus ei ole tauolla.", "Arbetsträningen har ingen paus.", "The coaching is not paused."),
        ["COACHING_ENDED"] = new("Valmennus on päättynyt.", "Arbetsträningen har avslutats.", "The coaching has ended."),
        ["COACHING_NOT_ENDED"] = new("Valmennus ei ole päättynyt.", "Arbetsträningen har inte avslutats.", "The coaching has not ended."),
        ["COACHING_ENTERED_IN_ERROR"] = new(
            "Valmennus on merkitty virheelliseksi.", "Arbetsträningen är markerad som felaktig.", "The coaching is marked as a mistake."),
        ["COACHING_HAS_RESULTS"] = new(
            "Valmennuksella on tuloksia: merkitse ne ensin virheellisiksi.",
            "Arbetsträningen har resultat: markera dem först som felaktiga.",
            "The coaching has results: mark them as mistakes first."),
        ["COACH_UNCHANGED"] = new("Sama valmentaja valmentaa jo.", "Samma tränare är redan utsedd.", "It has that coach already."),
        ["JOB_SEARCH_STARTED"] = new("Työnhaku on jo alkanut.", "Jobbsökningen har redan börjat.", "Looking for work has begun already."),
        ["IN_WORK_SUPPORT_STARTED"] = new("Työssä pysymisen tuki on jo käynnissä.", "Stödet i arbetet pågår redan.", "Support in work goes on already."),
        ["IN_WORK_SUPPORT_NOT_STARTED"] = new(
            "Työssä pysymisen tuki ei ole käynnissä.", "Inget stöd i arbetet pågår.", "No support in work goes on."),
    };

    public static DomainException Blocked(string reason, Coaching coaching) =>
        new(ErrorKind.FailedPrecondition, reason, texts[reason].En, ("coaching_state", StateCode.Of(coaching.State)))
        {
            Preconditions = [new Precondition("COACHING_STATE", coaching.Id.ToString(), reason)],
            Localized = texts[reason],
        };

    public static DomainException ContactEnteredInError(CoachContact contact) =>
        new(ErrorKind.FailedPrecondition, "CONTACT_ENTERED_IN_ERROR", "The contact is marked as a mistake.")
        {
            Preconditions = [new Precondition("CONTACT_STATE", contact.Id.ToString(), "CONTACT_ENTERED_IN_ERROR")],
            Localized = new("Yhteydenotto on merkitty virheelliseksi.", "Kontakten är markerad som felaktig.", "The contact is marked as a mistake."),
        };

    public static DomainException DisclosureRefused(Coaching coaching) =>
        new(
            ErrorKind.FailedPrecondition,
            "DISCLOSURE_REFUSED",
            "The client does not wish that employers are told: contacts in the client's name are not made. General contacts with employers are.")
        {
            Preconditions = [new Precondition("DISCLOSURE", coaching.Id.ToString(), "DISCLOSURE_REFUSED")],
            Localized = new(
                "Asiakas ei halua, että työnantajille kerrotaan hänestä.",
                "Klienten vill inte att arbetsgivare informeras.",
                "The client does not wish employers to be told."),
        };

    public static DomainException DayBefore(string reason, string field, string of, DateOnly notBefore) =>
        DomainException.Field(field, reason, $"a day not before {of}", ("not_before", notBefore.ToString("O", CultureInfo.InvariantCulture)));

    public static DomainException WorkerUnknown() =>
        DomainException.Field("coach", "WORKER_UNKNOWN", "the caller, or a worker that the organisation has registered in Referrals");

    /// <summary>In a contact the employer is part of what was said.</summary>
    public static DomainException UnknownEmployer() =>
        DomainException.Field("employer_id", "EMPLOYER_UNKNOWN", "the id of an employer that EmployerRelations has registered");
}
