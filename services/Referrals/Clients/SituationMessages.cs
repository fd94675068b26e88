using Google.Protobuf.WellKnownTypes;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Clients;

/// <summary>Entries of a client's situation, between the contract and the domain.</summary>
internal static class SituationMessages
{
    public static Check Situation(this Check check, SituationDetails details, IBusinessClock clock)
    {
        check
            .OptionalPeriod(details.FromDay, details.ToDay, reason: "DAY_BEFORE_START")
            .OptionalCode("basis", details.Basis, "situation-basis", clock.Today)
            .OptionalCode("set_by_profession", details.SetByProfession, "profession", clock.Today)
            .That(
                !details.SetByClient || (details.SetByProfession.Length == 0 && details.SetByOrganisation.Length == 0),
                "set_by_client",
                "SET_TWICE",
                "false when somebody else set it")
            .That(
                details.Kind != SituationKind.PartialWorkAbility || details.SetByClient || details.SetByProfession.Length > 0,
                "set_by_profession", "SETTER_MISSING", "who set the mark: a profession, or set_by_client");
        return SituationRules.SystemOf(details.Kind) is { } system
            ? check.Code("code", details.Code, system, clock.CodeDay(details.FromDay))
            : check.That(details.Code.Length == 0, "code", "CODE_NOT_FOR_KIND", "empty for this kind");
    }

    /// <summary>The organisation of whoever set an entry is registered, if it is named.</summary>
    public static async ValueTask RequireSetterAsync(this OrganisationStore organisations, SituationDetails details, Call call)
    {
        if (details.SetByOrganisation.Length > 0)
        {
            await organisations.RequireAsync("situation.set_by_organisation", details.SetByOrganisation, call.Cancel);
        }
    }

    public static Situation ToMessage(this SituationEntry entry, Func<string, string> name, bool forOthers = false) => new()
    {
        SituationId = entry.Id.ToString(),
        ClientId = entry.ClientId.ToString(),
        Controller = entry.Controller,
        ControllerName = name(entry.Controller),
        Kind = entry.Kind,
        Code = entry.Code,
        FromDay = entry.From.ToDate(),
        ToDay = entry.To?.ToDate(),
        Basis = entry.Basis,
        SetByProfession = entry.SetByProfession,
        SetByOrganisation = entry.SetByOrganisation,
        SetByOrganisationName = entry.SetByOrganisation.Length > 0 ? name(entry.SetByOrganisation) : "",
        SetByClient = entry.SetByClient,
        Note = forOthers ? "" : entry.Note,
        HealthData = entry.IsHealthData,
        Version = entry.Version,
        RecordedAt = entry.RecordedAt.ToTimestamp(),
        KnownTo = entry.KnownTo?.ToTimestamp(),
        Retracted = entry.Retracted,
        CorrectionReason = forOthers ? "" : entry.Reason,
        Etag = entry.Etag,
    };

    /// <summary>A new version: the one before is known no longer, and facts tell what they may.</summary>
    public static Commit NewVersion(this Commit commit, SituationEntry? before, SituationEntry next, ClientRecord record, DateOnly today, string transition)
    {
        if (before is not null)
        {
            commit.Guard(SituationStore.Close(next));
        }

        commit
            .Add(SituationStore.Insert(next))
            .OnViolation(SituationStore.OneAtATime, () => new RetryableConflict("An entry of the kind was recorded meanwhile."))
            .OnViolation(SituationStore.PrimaryKey, () => new RetryableConflict("The entry was changed meanwhile."))
            .Transition(new Transition(next.ObjectType, next.Id, before is null ? "" : "recorded", transition, commit.OccurredAt))
            .LogChange(next.ClientId, next.ObjectType, next.Id);
        var isTold = SituationRules.IsTold(next) && !next.Retracted;
        if (isTold)
        {
            return commit.Fact(FactOf(next, record, today), next.ClientId.ToString());
        }

        return before is not null && SituationRules.IsTold(before)
            ? commit.Fact(new SituationRetracted { SituationId = next.Id.ToString(), ClientId = next.ClientId.ToString() }, next.ClientId.ToString())
            : commit;
    }

    private static SituationRecorded FactOf(SituationEntry entry, ClientRecord record, DateOnly today) => new()
    {
        SituationId = entry.Id.ToString(),
        Version = entry.Version,
        Client = Facets.Of(record, today),
        Controller = entry.Controller,
        Kind = StateCode.Of(entry.Kind),
        Code = entry.Code,
        FromDay = entry.From.ToDate(),
        ToDay = entry.To?.ToDate(),
    };
}
