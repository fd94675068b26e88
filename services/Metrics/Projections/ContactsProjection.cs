using static Tyokyky.Metrics.Projections.Facets;

namespace Tyokyky.Metrics.Projections;

/// <summary>Contacts in single-contact coordination, and what followed from them.</summary>
internal sealed class ContactsProjection : IProjection
{
    public string Name => "contacts";

    public IReadOnlySet<string> Types { get; } = Facets.Types(
        ContactRecorded.Descriptor, ContactOutcomeAdded.Descriptor, ContactOutcomeRemoved.Descriptor, ContactEnteredInError.Descriptor);

    public Task ApplyAsync(AnyFact fact, FactTransaction tx, CancellationToken cancel) => tx.ExecuteAsync(
        fact.Message switch
        {
            ContactRecorded contact => Insert(contact),
            ContactOutcomeAdded added =>
                $"INSERT INTO contact_outcome (contact_id, outcome) VALUES ({Guid.Parse(added.ContactId)}, {added.Outcome}) ON CONFLICT DO NOTHING",
            ContactOutcomeRemoved removed =>
                $"DELETE FROM contact_outcome WHERE contact_id = {Guid.Parse(removed.ContactId)} AND outcome = {removed.Outcome}",
            ContactEnteredInError mistake =>
                $"""
                WITH outcomes AS (DELETE FROM contact_outcome WHERE contact_id = {Guid.Parse(mistake.ContactId)})
                DELETE FROM contact WHERE contact_id = {Guid.Parse(mistake.ContactId)}
                """,
            _ => throw new InvalidOperationException($"{fact.Type} is not counted here."),
        },
        cancel);

    private static Sql Insert(ContactRecorded contact)
    {
        var id = Guid.Parse(contact.ContactId);
        return $"""
            WITH added AS (
              INSERT INTO contact (contact_id, {Names}, organisation,
                contacting_service, topic, client_present, network_professions, mode, day)
              VALUES ({id}, {contact.Client.Columns()}, {contact.Organisation}, {contact.ContactingService}, {contact.Topic}, {contact.ClientPresent},
                {contact.NetworkProfessions.ToArray()}, {Code(contact.Mode)}, {Day(contact.ContactedOn)})
              ON CONFLICT DO NOTHING
            )
            INSERT INTO contact_outcome (contact_id, outcome) SELECT {id}, unnest({contact.Outcomes.ToArray()}) ON CONFLICT DO NOTHING
            """;
    }
}
