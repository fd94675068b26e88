using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Agreements;

/// <summary>How rows are asked for, by whom, and written.</summary>
internal sealed class AgreementChanges(AgreedRows agreements, OrganisationStore organisations, Database database, TimeProvider time, IBusinessClock clock)
{
    // Of a kind of organisation: it answers for what is agreed where it answers for a service.
    private const string Authority = "area-authority";
    private const string County = "wellbeing-services-county";

    /// <summary>What the contract can't say of a row.</summary>
    /// <param name="key">Null: the row's own, which is not known before it is loaded.</param>
    public Check CheckRow(Check check, string area, string? key, AgreedContent? content, bool isNone, Date? from)
    {
        check.OptionalDay("valid_from", from, day => day >= clock.Today, "VALID_FROM_PASSED", $"today or later: {clock.Today:yyyy-MM-dd}");
        var kind = AgreedKinds.Of(content);
        check.That(content is null || kind is not null, "content", "CONTENT_MISSING", "content of one kind");
        if (kind is null || from is null || !IsDay(from))
        {
            return check;
        }

        check.That(!isNone || kind.MayBeNone, "none", "NONE_NOT_POSSIBLE", "false: there is always one of this kind");
        check.That(!isNone || content!.Equals(kind.Empty()), "content", "CONTENT_WITH_NONE", "empty within its kind, with none");
        if (key is not null)
        {
            CheckClaim(check, kind, new AgreedClaim(key, content!, from.ToDay(), Codes(area, from.ToDay())), isNone);
        }

        return check;
    }

    /// <summary>The same of a row that is loaded.</summary>
    public void Require(Agreement row, AgreedContent content, bool isNone, DateOnly from)
    {
        if (AgreedKinds.Of(content) is not { } kind || kind.Name != row.Kind)
        {
            throw AgreementErrors.OfAnotherKind(row.Kind);
        }

        Check.Shape(check => CheckClaim(check, kind, new AgreedClaim(row.Key, content, from, Codes(row.Area, from)), isNone));
    }

    /// <summary>What the caller is to an area; null: there is none.</summary>
    public async ValueTask<Relation?> RelationAsync(string? area, Call call)
    {
        if (area is null)
        {
            return null;
        }

        var own = call.Caller.Organisation;
        var kind = await organisations.KindAsync(own, call.Cancel);
        if (!CodeSystem.Get("organisation-kind").Has(kind, Authority, clock.Today))
        {
            return Relation.None;
        }

        return area == own ? kind == County ? Relation.SameOrganisation : Relation.None
            : await database.OneAsync(AreaStore.Answers(own, area, clock.Today), call.Cancel) ? Relation.SameOrganisation : Relation.None;
    }

    /// <summary>The area is a municipality, or a county whose municipalities are known.</summary>
    public async Task RequireAreaAsync(string area, CancellationToken cancel)
    {
        if (Municipality.IsValid(area))
        {
            return;
        }

        if (await organisations.FindAsync(area, cancel) is not { Kind: County } county)
        {
            throw AgreementErrors.UnknownArea();
        }

        if (county.Municipalities.Length == 0)
        {
            throw AgreementErrors.WithoutMunicipalities();
        }
    }

    /// <summary>Writes a new row, or the next version of one, where no other of the area holds for the same on some of its days.</summary>
    public async Task<Agreement> WriteAsync(Commit commit, Agreement? before, Agreement now, string what)
    {
        var written = now with { KnownFrom = commit.RecordedAt, RecordedBy = commit.Call.Caller.Organisation };
        if (!written.IsWithdrawn && await database.OneAsync(AgreedRows.Beside(written), commit.Call.Cancel) is { } other)
        {
            throw AgreementErrors.Overlaps(other);
        }

        if (before is not null)
        {
            commit.Change(before, AgreedRows.Close(before, commit.RecordedAt));
        }

        commit
            .Add(AgreedRows.Rise)
            .Add(AgreedRows.AgreementRow.Insert(written))
            // Somebody added one between our look and now: look again, and say which.
            .OnViolation(AgreedRows.Once, () => new RetryableConflict("Another row was added meanwhile."))
            .Transition(new Transition(written.ObjectType, written.Id, before is null ? "" : "recorded", what, clock.Now));
        return written;
    }

    /// <summary>From now on this replica decides by it.</summary>
    public async Task<TResponse> ToldAsync<TResponse>(Task<TResponse> writing, Call call)
    {
        var response = await writing;
        await agreements.ReadAsync(call.Cancel);
        return response;
    }

    public Guid NewId() => Guid.CreateVersion7(time.GetUtcNow());

    private static bool IsDay(Date day) =>
        day.Year is >= 1 and <= 9999 && day.Month is >= 1 and <= 12 && day.Day >= 1 && day.Day <= DateTime.DaysInMonth(day.Year, day.Month);

    private static void CheckClaim(Check check, AgreedKind kind, AgreedClaim claim, bool isNone)
    {
        kind.CheckKey(check, claim);
        if (!isNone)
        {
            kind.CheckContent(check, claim);
        }
    }

    private Func<string, string, bool> Codes(string area, DateOnly day) =>
        (system, code) => agreements.InArea(area).Find(CodeKind.Kind, $"{system}/{code}", day) is { } agreed
            ? !agreed.IsNone
            : CodeSystem.Get(system).IsValid(code, day);
}
