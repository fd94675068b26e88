using Tyokyky.Contracts.Events.V1;
using Tyokyky.Records;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.EventLog;

/// <summary>
/// Which organisations are registered. One whose last day has passed still is: its people hand over what it has, and a receiver's days are checked
/// where something is given to it.
/// </summary>
internal sealed class RegisteredOrganisations : IProjection
{
    public string Name => "organisations";

    public IReadOnlySet<string>? Types { get; } = new HashSet<string> { OrganisationRegistered.Descriptor.FullName };

    public Task ApplyAsync(AnyFact fact, FactTransaction tx, CancellationToken cancel) => fact.Message is OrganisationRegistered registered
        ? tx.ExecuteAsync(
            $"""
            INSERT INTO registered_organisation (organisation_id, from_day, to_day)
            VALUES ({registered.OrganisationId}, {registered.ValidFrom?.ToDay()}, {registered.ValidTo?.ToDay()})
            ON CONFLICT (organisation_id) DO UPDATE SET from_day = excluded.from_day, to_day = excluded.to_day
            """,
            cancel)
        : Task.CompletedTask;
}

/// <summary>
/// The same, for the gate before every call. Who is known is served whatever else is away, since nobody is ever taken off the register. Who is not
/// known is refused for good only by what was known after the call had come: an organisation that was registered a moment ago is not turned away, and
/// a service that has heard nothing yet says that it can't tell.
/// </summary>
internal sealed class OrganisationGate(
    string source, RegisteredOrganisations projection, Database database, ISourceCurrency sources, TimeProvider time) : IRegisteredOrganisations
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(2);

    private volatile HashSet<string> known = [];

    public async ValueTask<bool> HasAsync(string organisation, CancellationToken cancel) =>
        known.Contains(organisation) || await LookAsync(organisation, cancel);

    private async Task<bool> LookAsync(string organisation, CancellationToken cancel)
    {
        if (await ReadAsync(organisation, cancel))
        {
            return true;
        }

        // Another projection's rebuild, which may take long, keeps nobody waiting here.
        var isCurrent = await sources.BecomesCurrentAsync(source, projection, time.GetUtcNow(), patience, cancel);
        return await ReadAsync(organisation, cancel)
            || (isCurrent && !await sources.IsParkedAsync(source, [organisation], cancel) ? false : throw Unknowable());
    }

    private async Task<bool> ReadAsync(string organisation, CancellationToken cancel)
    {
        known = [.. await database.ListAsync(new Query<string>($"SELECT organisation_id FROM registered_organisation", row => row.GetString(0)), cancel)];
        return known.Contains(organisation);
    }

    private static DomainException Unknowable() =>
        new(ErrorKind.Unavailable, "ORGANISATION_STATE_STALE", "Whether the token's organisation is registered is not known just now.")
        {
            RetryAfter = TimeSpan.FromSeconds(1),
        };
}
