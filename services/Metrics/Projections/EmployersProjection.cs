using static Tyokyky.Metrics.Projections.Facets;

namespace Tyokyky.Metrics.Projections;

/// <summary>Employers, the contacts with them, and their openings.</summary>
internal sealed class EmployersProjection : IProjection
{
    public string Name => "employers";

    public IReadOnlySet<string> Types { get; } =
        Facets.Types(EmployerRegistered.Descriptor, EmployerContactLogged.Descriptor, OpeningPublished.Descriptor, OpeningClosed.Descriptor);

    public Task ApplyAsync(AnyFact fact, FactTransaction tx, CancellationToken cancel) => tx.ExecuteAsync(
        fact.Message switch
        {
            EmployerRegistered employer =>
                $"""
                INSERT INTO employer (employer_id, sector, municipality)
                VALUES ({Guid.Parse(employer.EmployerId)}, {employer.Sector}, {employer.Municipality})
                ON CONFLICT DO NOTHING
                """,
            EmployerContactLogged contact =>
                $"""
                INSERT INTO employer_contact (contact_id, employer_id, organisation, purpose, is_first, mode, day)
                VALUES ({Guid.Parse(contact.ContactId)}, {Guid.Parse(contact.EmployerId)}, {contact.Organisation},
                  {contact.Purpose}, {contact.First}, {Code(contact.Mode)}, {Day(contact.ContactedOn)})
                ON CONFLICT DO NOTHING
                """,
            OpeningPublished opening =>
                $"""
                INSERT INTO opening (opening_id, employer_id, occupation, municipality, kind, day)
                VALUES ({Guid.Parse(opening.OpeningId)}, {Guid.Parse(opening.EmployerId)}, {opening.Occupation},
                  {opening.Municipality}, {opening.Kind}, {Day(opening.OpenFrom)})
                ON CONFLICT DO NOTHING
                """,
            OpeningClosed closed =>
                $"INSERT INTO opening_closed (opening_id, reason) VALUES ({Guid.Parse(closed.OpeningId)}, {closed.Reason}) ON CONFLICT DO NOTHING",
            _ => throw new InvalidOperationException($"{fact.Type} is not counted here."),
        },
        cancel);
}
