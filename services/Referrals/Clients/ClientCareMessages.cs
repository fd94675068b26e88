using Google.Type;

namespace Tyokyky.Referrals.Clients;

/// <summary>How to reach and serve a client, between the contract and the domain.</summary>
internal static class ClientCareMessages
{
    private const string OrdinaryBasis = "legal-obligation";

    /// <summary>Absent, or a day on which somebody alive today can have been born.</summary>
    public static Check OptionalBirthDate(this Check check, string field, Date? born, DateOnly today) => check
        .OptionalDay(field, born, day => BirthDates.IsPossible(day, today), "BIRTH_DATE_IMPOSSIBLE", "the birth date " + BirthDates.WhatWouldBeRight(today));

    public static Check Care(this Check check, ClientDetails details, DateOnly today) => check
        .Each("contact_points", details.ContactPoints, (each, point) => each
            .That(
                point.SafeToContact != SafeToContact.AsNoted || point.Note.Length > 0,
                "note",
                "FIELD_REQUIRED",
                "what to mind, when a contact is safe only as noted"))
        .That(details.ContactPoints.Count(point => point.Preferred) <= 1, "contact_points", "PREFERRED_TWICE", "with at most one preferred")
        .That(
            !details.ContactPoints.Any(point => point is { Preferred: true, SafeToContact: SafeToContact.NotSafe }),
            "contact_points", "PREFERRED_NOT_SAFE", "with a preferred one that is safe")
        .Within("interpreter", details.Interpreter, (within, need) => within.OptionalCode("language", need.Language, "language", today))
        .Codes("accessibility_needs", details.AccessibilityNeeds, "accessibility-need", today)
        .Each("representatives", details.Representatives, (each, representative) => each
            .OptionalCode("kind", representative.Kind, "representative-kind", today)
            .OptionalValidity(representative.ValidFrom, representative.ValidTo))
        .OptionalCode("processing_basis", details.ProcessingBasis, "processing-basis", today);

    public static ClientCare ToCare(this ClientDetails details) => new()
    {
        ContactPoints =
        [
            .. details.ContactPoints
                .OrderByDescending(point => point.Preferred)
                .Select(point => new ClientContactPoint(point.Kind, point.Value, point.SafeToContact, point.Note, point.Preferred)),
        ],
        Interpreter = details.Interpreter is { } need ? new ClientInterpreter(need.Language, need.Note) : null,
        AccessibilityNeeds = [.. details.AccessibilityNeeds.Distinct()],
        Representatives =
        [
            .. details.Representatives.Select(
                one => new ClientRepresentative(one.Kind, one.Name, one.Contact, one.Matters, one.ValidFrom?.ToDay(), one.ValidTo?.ToDay())),
        ],
        ProcessingBasis = details.ProcessingBasis.Length > 0 ? details.ProcessingBasis : OrdinaryBasis,
    };

    public static void Tell(this ClientCare care, Client client)
    {
        client.ContactPoints.AddRange(care.ContactPoints.Select(point => new ContactPoint
        {
            Kind = point.Kind,
            Value = point.Value,
            SafeToContact = point.Safe,
            Note = point.Note,
            Preferred = point.Preferred,
        }));
        client.Interpreter = care.Interpreter is { } need ? new InterpreterNeed { Language = need.Language, Note = need.Note } : null;
        client.AccessibilityNeeds.AddRange(care.AccessibilityNeeds);
        client.Representatives.AddRange(care.Representatives.Select(one => new Representative
        {
            Kind = one.Kind,
            Name = one.Name,
            Contact = one.Contact,
            Matters = one.Matters,
            ValidFrom = one.From?.ToDate(),
            ValidTo = one.To?.ToDate(),
        }));
        client.ProcessingBasis = care.ProcessingBasis;
    }
}
