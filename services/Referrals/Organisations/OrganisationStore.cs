namespace Tyokyky.Referrals.Organisations;

/// <summary>
/// The organisations. There are few, they change seldom and every row shows their names: reads come from a copy in memory that is
/// at most ten seconds old, and is read again at once when an unknown one is asked for.
/// </summary>
[Row<Organisation>("organisation", Columns = ["Days.From=valid_from", "Days.To=valid_to"])]
internal sealed partial class OrganisationStore : IRegisteredOrganisations
{
    private const string UnknownKind = "unregistered";
    private static readonly TimeSpan maxAge = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan minAge = TimeSpan.FromMilliseconds(200);

    private readonly Database database;
    private readonly TimeProvider time;
    private readonly IBusinessClock clock;
    private readonly BatchedReader<int, OrganisationCopy> reads;
    private OrganisationCopy copy = new([], [], DateTimeOffset.MinValue, 0);
    private int begun;
    private int forgotten;

    public OrganisationStore(Database database, TimeProvider time, IBusinessClock clock)
    {
        (this.database, this.time, this.clock) = (database, time, clock);
        reads = new(ReadAllAsync);
    }

    public static Query<Organisation> ById(string id) => new($"SELECT {OrganisationRow.Columns} FROM organisation WHERE id = {id}", OrganisationRow.Read);

    public static Query<Organisation> ByName(OrganisationFilter filter, string afterName, string afterId, int limit) =>
        new(
            $"""
            SELECT {OrganisationRow.Columns} FROM organisation
            WHERE lower(name) LIKE {NamePrefix.Of(filter.NamePrefix)} AND ({filter.Service} = '' OR {filter.Service} = ANY(services))
              AND ({filter.Kinds} = ARRAY[]::text[] OR kind = ANY({filter.Kinds}))
              AND ({filter.Municipality} = '' OR municipalities = ARRAY[]::text[] OR {filter.Municipality} = ANY(municipalities))
              AND (valid_from IS NULL OR valid_from <= {filter.On}) AND (valid_to IS NULL OR valid_to >= {filter.On}) AND (name, id) > ({afterName}, {afterId})
            ORDER BY name, id LIMIT {limit}
            """,
            OrganisationRow.Read);

    /// <summary>The guard: of two that register the same one, one waits for the other.</summary>
    public static Sql Register(Organisation? before, Organisation now) =>
        before is null ? $"{OrganisationRow.Insert(now)} ON CONFLICT DO NOTHING" : OrganisationRow.Update(now);

    /// <summary>The organisation, or null if there is none.</summary>
    public async ValueTask<Organisation?> FindAsync(string id, CancellationToken cancel)
    {
        var known = await CopyAsync(cancel);
        if (!known.ById.ContainsKey(id) && time.GetUtcNow() - known.ReadAt > minAge)
        {
            known = await ReadAsync(cancel);
        }

        return known.ById.GetValueOrDefault(id);
    }

    public async ValueTask<bool> HasAsync(string organisation, CancellationToken cancel) => await FindAsync(organisation, cancel) is not null;

    /// <summary>All of them; another copy once any may have changed.</summary>
    public ValueTask<OrganisationCopy> CopyAsync(CancellationToken cancel) =>
        copy.Number <= forgotten || time.GetUtcNow() - copy.ReadAt > maxAge ? ReadAsync(cancel) : new(copy);

    // One reads for all who wait.
    private async ValueTask<OrganisationCopy> ReadAsync(CancellationToken cancel) => (await reads.FindAsync(0, cancel))!;

    private async Task<IReadOnlyDictionary<int, OrganisationCopy>> ReadAllAsync(int[] keys, CancellationToken cancel)
    {
        var (number, at) = (Interlocked.Increment(ref begun), time.GetUtcNow());
        var all = await database.ListAsync(
            new Query<Organisation>($"SELECT {OrganisationRow.Columns} FROM organisation ORDER BY name, id", OrganisationRow.Read), cancel);
        copy = new OrganisationCopy(all, all.ToDictionary(organisation => organisation.Id), at, number);
        return new Dictionary<int, OrganisationCopy> { [0] = copy };
    }

    /// <summary>Those that offer the service in the municipality on that day, by name.</summary>
    public async ValueTask<IReadOnlyList<Organisation>> OfferingAsync(string municipality, string service, DateOnly day, int limit, CancellationToken cancel)
    {
        return [.. (await CopyAsync(cancel)).ByName
            .Where(organisation => organisation.Offers(service) && organisation.Serves(municipality) && organisation.Days.Covers(day))
            .Take(limit)];
    }

    /// <summary>The receiver of a task: registered, valid today, and offering the service.</summary>
    public async ValueTask<Organisation> RequireOfferAsync(
        string receiver, string service, CancellationToken cancel, string field = "receiver", string serviceField = "service")
    {
        var organisation = await RequireAsync(field, receiver, cancel);
        organisation.MustOffer(service, clock.Today, field, serviceField);
        return organisation;
    }

    public async ValueTask<Organisation> RequireAsync(string field, string id, CancellationToken cancel) =>
        await FindAsync(id, cancel) ?? throw OrganisationErrors.Unregistered(field, id);

    public async ValueTask<string> NameAsync(string id, CancellationToken cancel) => (await FindAsync(id, cancel))?.Name ?? "";

    /// <summary>The organisation's kind; empty for no organisation, and a kind that no code has for one that is not registered.</summary>
    public async ValueTask<string> KindAsync(string id, CancellationToken cancel) =>
        id.Length == 0 ? "" : (await FindAsync(id, cancel))?.Kind ?? UnknownKind;

    /// <summary>The next who asks reads again: this replica has just changed something.</summary>
    public void Forget() => forgotten = Volatile.Read(ref begun);

    /// <summary>The names of these, for the rows of a page.</summary>
    public async ValueTask<Func<string, string>> NamesAsync(IEnumerable<string> ids, CancellationToken cancel)
    {
        foreach (var id in ids.Where(id => id.Length > 0))
        {
            await FindAsync(id, cancel);
        }

        var known = copy.ById;
        return id => known.GetValueOrDefault(id)?.Name ?? "";
    }
}

/// <summary>All organisations as they were once, by the read of that number.</summary>
internal sealed record OrganisationCopy(IReadOnlyList<Organisation> ByName, Dictionary<string, Organisation> ById, DateTimeOffset ReadAt, int Number);

/// <summary>Which organisations a picker wants; empty: all.</summary>
internal sealed record OrganisationFilter(string NamePrefix, string Service, string[] Kinds, string Municipality, DateOnly On);

/// <summary>The start of a name as a pattern, lower-cased as the Finnish alphabet does it.</summary>
internal static class NamePrefix
{
    public static Sql Of(string prefix) => $"""lower({Escape(prefix)} COLLATE "fi-x-icu") || '%'""";

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
