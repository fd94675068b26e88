using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using Npgsql;
using OpenTelemetry;

namespace Tyokyky.Referrals.Common;

/// <summary>
/// The rows that areas agreed on, in memory, for few change and every use case asks. A copy is as new as the last change made by this replica, and
/// at most a second older than one of another; what is written rests on the newest, for the commit looks whether the copy still is that.
/// </summary>
[Row<Agreement>("agreement")]
internal sealed partial class AgreedRows(Database database, TimeProvider time, ILogger<AgreedRows> logger) : BackgroundService, IAreaCodes
{
    /// <summary>Holds that one row of an area holds for a key on a day.</summary>
    public const string Once = "agreement_once";

    private const string County = "wellbeing-services-county";
    private static readonly TimeSpan interval = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim gate = new(1);
    private readonly ConditionalWeakTable<Commit, AgreementCopy> relied = new();
    private AgreementCopy copy = AgreementCopy.Empty;
    private volatile bool isLost;

    /// <summary>The number rises: every copy is read anew.</summary>
    public static Sql Rise => $"UPDATE agreement_number SET number = number + 1";

    public static Query<Agreement> ById(Guid id) =>
        new($"SELECT {AgreementRow.Columns} FROM agreement WHERE id = {id} AND known_to IS NULL", AgreementRow.Read);

    /// <summary>A row of the same area and key that would hold on some of the same days.</summary>
    public static Query<Agreement> Beside(Agreement row) =>
        new(
            $"""
            SELECT {AgreementRow.Columns} FROM agreement
            WHERE area = {row.Area} AND kind = {row.Kind} AND key = {row.Key} AND known_to IS NULL AND NOT is_withdrawn AND id <> {row.Id}
              AND daterange(valid_from, valid_to, '[]') && daterange({row.ValidFrom}, {row.ValidTo}, '[]')
            ORDER BY valid_from LIMIT 1
            """,
            AgreementRow.Read);

    /// <summary>The latest recorded first.</summary>
    public static Query<Agreement> Of(AgreementFilter filter, Guid beforeId, long beforeVersion, int limit) =>
        new(
            $"""
            SELECT {AgreementRow.Columns} FROM agreement
            WHERE area = {filter.Area} AND (id, version) < ({beforeId}, {beforeVersion})
              {SqlParts.If(filter.Kind.Length > 0, $" AND kind = {filter.Kind}")}{SqlParts.If(filter.Key.Length > 0, $" AND key = {filter.Key}")}
              {SqlParts.If(filter.On is not null, $" AND NOT is_withdrawn AND valid_from <= {filter.On} AND (valid_to IS NULL OR valid_to >= {filter.On})")}
              {SqlParts.If(filter.KnownAt is not null, $" AND known_from <= {filter.KnownAt}")}
              {SqlParts.If(!filter.AllVersions, $" AND (known_to IS NULL OR known_to > {filter.KnownAt}::timestamptz)")}
            ORDER BY id DESC, version DESC LIMIT {limit}
            """,
            AgreementRow.Read);

    /// <summary>The guard of a new version: the one before is known no longer.</summary>
    public static Sql Close(Agreement before, DateTimeOffset at) =>
        $"UPDATE agreement SET known_to = {at} WHERE id = {before.Id} AND version = {before.Version} AND known_to IS NULL";

    /// <summary>What holds in a municipality, for what is only shown.</summary>
    public AreaAgreements In(string municipality) => copy.In(municipality);

    /// <summary>What holds where an organisation is: a county's own, or those of the one municipality that it serves.</summary>
    public AreaAgreements OfOrganisation(string organisation) => copy.OfOrganisation(organisation);

    /// <summary>What an area itself agreed on, with the county's beneath for a municipality.</summary>
    public AreaAgreements InArea(string area) => copy.In(area);

    /// <summary>Whether some area has a row for the key on that day.</summary>
    public bool HasAnywhere(string kind, string key, DateOnly day) => copy.HasAnywhere(kind, key, day);

    /// <summary>What holds in a municipality, for what the commit decides: it happens only if that is still the newest.</summary>
    public async ValueTask<AreaAgreements> InAsync(Commit commit, string municipality) => (await RelyAsync(commit)).In(municipality);

    /// <summary>The same where an organisation is.</summary>
    public async ValueTask<AreaAgreements> OfOrganisationAsync(Commit commit, string organisation) => (await RelyAsync(commit)).OfOrganisation(organisation);

    /// <summary>The copy is read anew: this replica has just changed something.</summary>
    public async Task ReadAsync(CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        try
        {
            // The number first: rows that come after it are read again once too often, never too seldom.
            var number = await database.OneAsync(new Query<long>($"SELECT number FROM agreement_number", row => row.GetInt64(0)), cancel);
            if (number == copy.Number)
            {
                return;
            }

            var (rows, organisations) = await database.ManyAsync(
                new Query<Agreement>($"SELECT {AgreementRow.Columns} FROM agreement WHERE known_to IS NULL AND NOT is_withdrawn", AgreementRow.Read).All(),
                new Query<(string Id, string Kind, string[] Municipalities)>(
                    $"SELECT id, kind, municipalities FROM organisation WHERE municipalities <> ARRAY[]::text[]",
                    row => (row.GetString(0), row.GetString(1), row.GetFieldValue<string[]>(2))).All(),
                cancel);
            copy = AgreementCopy.Of(number, rows!, organisations!, County);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <inheritdoc/>
    public bool? Says(string system, string code, DateOnly day, string organisation) => copy.Says($"{system}/{code}", day, organisation);

    /// <inheritdoc/>
    public IEnumerable<CodeEntry> Of(string system, DateOnly day, string organisation) => copy.CodesOf(system, day, organisation);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var silently = SuppressInstrumentationScope.Begin();
        using var timer = new PeriodicTimer(interval, time);
        do
        {
            await TryAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task TryAsync(CancellationToken cancel)
    {
        try
        {
            await ReadAsync(cancel);
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
        {
            LogUnread(failure.GetType().Name);
        }
    }

    private async ValueTask<AgreementCopy> RelyAsync(Commit commit)
    {
        // One commit, one copy, one look.
        if (relied.TryGetValue(commit, out var known))
        {
            return known;
        }

        if (isLost)
        {
            isLost = false;
            await ReadAsync(commit.Call.Cancel);
        }

        var now = copy;
        relied.Add(commit, now);
        commit.GuardAbsence($"SELECT FROM agreement_number WHERE number <> {now.Number}").WhenLost(() => isLost = true);
        return now;
    }

    [LoggerMessage(
        EventName = "agreements.unread",
        Level = LogLevel.Warning,
        Message = "What areas agreed could not be read ({Failure}); the last known stands for what is shown, and nothing is decided by it once it changed")]
    private partial void LogUnread(string failure);
}

/// <summary>Which rows of an area.</summary>
internal sealed record AgreementFilter(string Area, string Kind, string Key, DateOnly? On, DateTimeOffset? KnownAt, bool AllVersions);

/// <summary>All rows that stand, by the number of the last change.</summary>
internal sealed class AgreementCopy
{
    private readonly FrozenDictionary<string, ILookup<(string Kind, string Key), Agreement>> byArea;
    private readonly FrozenDictionary<string, string[]> countiesOf;
    private readonly FrozenDictionary<string, (bool IsCounty, string[] Municipalities)> organisations;

    private AgreementCopy(
        long number,
        IEnumerable<Agreement> rows,
        Dictionary<string, string[]> countiesOf,
        Dictionary<string, (bool IsCounty, string[] Municipalities)> organisations)
    {
        Number = number;
        byArea = rows.GroupBy(row => row.Area).ToFrozenDictionary(area => area.Key, area => area.ToLookup(row => (row.Kind, row.Key)));
        this.countiesOf = countiesOf.ToFrozenDictionary();
        this.organisations = organisations.ToFrozenDictionary();
    }

    /// <summary>Before anything was read: what is decided by it is decided anew.</summary>
    public static AgreementCopy Empty { get; } = new(-1, [], [], []);

    public long Number { get; }

    public static AgreementCopy Of(
        long number, IReadOnlyList<Agreement> rows, IReadOnlyList<(string Id, string Kind, string[] Municipalities)> organisations, string county) => new(
        number,
        rows,
        organisations
            .Where(organisation => organisation.Kind == county)
            .SelectMany(organisation => organisation.Municipalities.Select(municipality => (municipality, organisation.Id)))
            .GroupBy(each => each.municipality, each => each.Id)
            .ToDictionary(each => each.Key, each => each.Order(StringComparer.Ordinal).ToArray()),
        organisations.ToDictionary(organisation => organisation.Id, organisation => (organisation.Kind == county, organisation.Municipalities)));

    public AreaAgreements In(string municipality) => byArea.Count == 0 ? AreaAgreements.None : Level([municipality, .. Counties(municipality)]);

    public AreaAgreements OfOrganisation(string organisation) => byArea.Count == 0 ? AreaAgreements.None : organisations.GetValueOrDefault(organisation) switch
    {
        { IsCounty: true } => Level([organisation]),
        { Municipalities: [var only] } => In(only),
        _ => AreaAgreements.None,
    };

    public bool HasAnywhere(string kind, string key, DateOnly day) =>
        byArea.Values.Any(rows => rows[(kind, key)].Any(row => !row.IsNone && row.Days.Covers(day)));

    // Whoever serves several municipalities may use the codes of each; one that serves all, of every area.
    public bool? Says(string key, DateOnly day, string organisation)
    {
        if (byArea.Count == 0 || organisation.Length == 0)
        {
            return null;
        }

        var said = AreasOf(organisation).Select(area => area.Find(CodeKind.Kind, key, day)).ToList();
        return said.Exists(row => row is { IsNone: false }) ? true : said.Count > 0 && said.TrueForAll(row => row is { IsNone: true }) ? false : null;
    }

    public IEnumerable<CodeEntry> CodesOf(string system, DateOnly day, string organisation) => byArea.Count == 0 || organisation.Length == 0 ? [] :
        AreasOf(organisation)
            .SelectMany(area => area.Of(CodeKind.Kind, day))
            .Where(row => !row.IsNone && row.Key.StartsWith(system + "/", StringComparison.Ordinal))
            .DistinctBy(row => row.Key)
            .Select(CodeKind.EntryOf);

    private IEnumerable<AreaAgreements> AreasOf(string organisation) => organisations.TryGetValue(organisation, out var known)
        ? known.IsCounty ? [Level([organisation]), .. known.Municipalities.Select(In)] : known.Municipalities.Select(In)
        : byArea.Keys.Select(area => Level([area]));

    private string[] Counties(string municipality) => countiesOf.GetValueOrDefault(municipality, []);

    private AreaAgreements Level(string[] areas) =>
        areas.Where(byArea.ContainsKey).Select(area => byArea[area]).ToArray() is { Length: > 0 } levels ? new(levels) : AreaAgreements.None;
}
