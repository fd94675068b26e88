using Npgsql;
using Tyokyky.Records;
using Tyokyky.Referrals.Domain;

namespace Tyokyky.Referrals.Persistence;

/// <summary>
/// The organisations. There are few, they change seldom and every row shows their names: reads come from a copy in memory that is
/// at most ten seconds old, and is read again at once when an unknown one is asked for.
/// </summary>
internal sealed class OrganisationStore(Database database, TimeProvider time)
{
    private static readonly TimeSpan maxAge = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan minAge = TimeSpan.FromMilliseconds(200);

    private Copy copy = new([], DateTimeOffset.MinValue);

    public static Query<Organisation> ById(string id) => new($"SELECT {Columns} FROM organisation WHERE id = {id}", Read);

    public static Query<Organisation> ByName(string prefix, string service, string afterName, string afterId, int limit) =>
        new(
            $"""
            SELECT {Columns} FROM organisation
            WHERE lower(name) LIKE {EscapeLike(prefix.ToLowerInvariant()) + "%"} AND ({service} = '' OR {service} = ANY(services)) AND (lower(name), id) > ({afterName}, {afterId})
            ORDER BY lower(name), id LIMIT {limit}
            """,
            Read);

    public static Sql Insert(Organisation organisation) =>
        $"INSERT INTO organisation (id, version, name, kind, municipalities, services) VALUES ({organisation.Id}, 1, {organisation.Name}, {organisation.Kind}, {organisation.Municipalities}, {organisation.Services}) ON CONFLICT DO NOTHING";

    public static Sql Update(Organisation organisation) =>
        $"UPDATE organisation SET version = {organisation.Version}, name = {organisation.Name}, kind = {organisation.Kind}, municipalities = {organisation.Municipalities}, services = {organisation.Services} WHERE id = {organisation.Id} AND version = {organisation.Version - 1}";

    /// <summary>The organisation, or null if there is none.</summary>
    public async ValueTask<Organisation?> FindAsync(string id, CancellationToken cancel)
    {
        var age = time.GetUtcNow() - copy.ReadAt;
        if (age > maxAge || (age > minAge && !copy.ById.ContainsKey(id)))
        {
            var all = await database.ListAsync(new Query<Organisation>($"SELECT {Columns} FROM organisation", Read), cancel);
            copy = new Copy(all.ToDictionary(organisation => organisation.Id), time.GetUtcNow());
        }

        return copy.ById.GetValueOrDefault(id);
    }

    /// <summary>The receiver of a task: registered, and offering the service.</summary>
    public async ValueTask<Organisation> RequireOfferAsync(string receiver, string service, CancellationToken cancel)
    {
        var organisation = await RequireAsync("receiver", receiver, cancel);
        return organisation.Offers(service) ? organisation : throw ReferralErrors.ServiceNotOffered(organisation.Services);
    }

    public async ValueTask<Organisation> RequireAsync(string field, string id, CancellationToken cancel) =>
        await FindAsync(id, cancel) ?? throw ReferralErrors.UnknownOrganisation(field);

    public async ValueTask<string> NameAsync(string id, CancellationToken cancel) => (await FindAsync(id, cancel))?.Name ?? "";

    public async ValueTask<string> KindAsync(string id, CancellationToken cancel) => (await FindAsync(id, cancel))?.Kind ?? "";

    private static string EscapeLike(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

    private static Sql Columns => $"id, name, kind, municipalities, services, version";

    private static Organisation Read(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetFieldValue<string[]>(3), row.GetFieldValue<string[]>(4), row.GetInt64(5));

    private sealed record Copy(Dictionary<string, Organisation> ById, DateTimeOffset ReadAt);
}
