using System.Globalization;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Clients;

/// <summary>Lists a client's situation: the caller's own entries, what others' the law or the client opens, or for the client all.</summary>
[Access(Workers, Relation.Controller | Relation.Receiver | Relation.PermissionHolder)]
[Access(Role.Client, Relation.Client)]
internal sealed class ListSituation(Disclosures disclosures, OrganisationStore organisations, Database database, AccessLog accessLog, IBusinessClock clock)
{
    private static readonly string[] scopes = [DisclosureScopes.Employment, DisclosureScopes.Benefits, DisclosureScopes.Health];

    public async Task<ListSituationResponse> Handle(ListSituationRequest request, Call call)
    {
        var paging = call.Page(request);
        var clientId = Guid.Parse(request.ClientId);
        var organisation = call.Caller.Organisation;

        var ties = await database.OneAsync(ClientTieStore.Of(clientId, organisation), call.Cancel);
        var open = await disclosures.OpenToAsync(clientId, organisation, scopes, clock.Today, call.Cancel);
        call.SetAuditSubject(request.ClientId, "client", request.ClientId);
        call.Authorize(ties!.RelationOf(call.Caller)
            | (call.Caller.IsClient(clientId) ? Relation.Client : Relation.None)
            | (open.Values.Any(from => from.Any(decision => decision is { Allowed: true, Permission: not null })) ? Relation.PermissionHolder : Relation.None));

        var filter = new SituationFilter(
            clientId,
            [.. request.Kinds.Select(kind => (int)kind)],
            request.TrueOn?.ToDay(),
            request.KnownAt?.ToDateTimeOffset(),
            request.AllVersions,
            call.Role == Role.Client ? null : organisation,
            [.. open.SelectMany(from => from.Value.Where(decision => decision.Allowed).Select(decision => $"{from.Key}|{decision.Scope}"))]);
        var found = await FindAsync(filter, paging, call);
        var page = paging.Cut(
            found, entry => [PagingKeys.DayKey(entry.From), entry.Id.ToString(), entry.Version.ToString(CultureInfo.InvariantCulture)], out var next);

        var name = await organisations.NamesAsync(page.SelectMany(entry => new[] { entry.Controller, entry.SetByOrganisation }), call.Cancel);
        var response = new ListSituationResponse { NextPageToken = next };
        response.Situations.AddRange(page.Select(entry => entry.ToMessage(name, forOthers: filter.Reader is not null && entry.Controller != filter.Reader)));
        if (filter.Reader is not null)
        {
            response.WithheldScopes.AddRange(
                scopes.Where(scope => open.Values.Any(from => from.Any(decision => decision.Scope == scope && !decision.Allowed))));
        }

        await accessLog.ReadAsync(call, clientId, "situation", clientId);
        return response;
    }

    private Task<IReadOnlyList<SituationEntry>> FindAsync(SituationFilter filter, Paging paging, Call call)
    {
        var (day, id, version) = paging.After is { } after
            ? (after.Day(0), after.Id(1), (int)after.Number(2))
            : (DateOnly.MaxValue, Guid.AllBitsSet, int.MaxValue);
        return database.ListAsync(SituationStore.Of(filter, day, id, version, paging.Limit), call.Cancel);
    }
}
