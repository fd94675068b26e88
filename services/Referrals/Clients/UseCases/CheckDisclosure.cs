using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Clients;

/// <summary>Says which basis allows a disclosure, or what is missing and what would be withheld.</summary>
[Access(Workers | Role.DataProtectionOfficer, Relation.Controller | Relation.Receiver | Relation.CaseManager | Relation.PermissionHolder)]
[Access(Role.Client, Relation.Client)]
internal sealed class CheckDisclosure(Disclosures disclosures, OrganisationStore organisations, Database database, AccessLog accessLog, IBusinessClock clock)
{
    private static readonly CodeSystem scopes = CodeSystem.Get("permission-scope");

    public void Validate(CheckDisclosureRequest request, Check check)
    {
        var day = clock.CodeDay(request.OnDay);
        check.Codes("scopes", request.Scopes, "permission-scope", day)
            .That(request.Scopes.Count > 0 || On(day).Any(), "on_day", "FIELD_INVALID", "a day on which system \"permission-scope\" has scopes, or absent");
    }

    public async Task<CheckDisclosureResponse> Handle(CheckDisclosureRequest request, Call call)
    {
        var clientId = Guid.Parse(request.ClientId);
        var day = request.OnDay?.ToDay() ?? clock.Today;
        string[] asked = request.Scopes.Count > 0
            ? [.. request.Scopes.Distinct()]
            : [.. On(day)];

        var ties = await database.OneAsync(ClientTieStore.Of(clientId, call.Caller.Organisation), call.Cancel);
        var decisions = await disclosures.DecideAsync(clientId, request.FromOrganisation, request.ToOrganisation, asked, day, call.Cancel);
        call.SetAuditSubject(request.ClientId, "client", request.ClientId);
        call.Authorize(RelationOf(request, call, ties!, decisions));

        await organisations.RequireAsync("from_organisation", request.FromOrganisation, call.Cancel);
        await organisations.RequireAsync("to_organisation", request.ToOrganisation, call.Cancel);
        await accessLog.ReadAsync(call, clientId, "client", clientId);
        var response = new CheckDisclosureResponse { AllAllowed = decisions.Count > 0 && decisions.All(decision => decision.Allowed) };
        response.Disclosures.AddRange(decisions.Select(ToMessage));
        return response;
    }

    private static IEnumerable<string> On(DateOnly day) =>
        scopes.Entries.Where(entry => entry.IsValidOn(day) && entry.Code != DisclosureScopes.All).Select(entry => entry.Code);

    // Who is neither side asks about other authorities' client; the client asks about everybody.
    private static Relation RelationOf(CheckDisclosureRequest request, Call call, ClientTies ties, IReadOnlyList<DisclosureDecision> decisions)
    {
        var organisation = call.Caller.Organisation;
        var held = call.Caller.IsClient(Guid.Parse(request.ClientId)) ? Relation.Client : Relation.None;
        if (organisation == request.FromOrganisation || organisation == request.ToOrganisation)
        {
            held |= ties.RelationOf(call.Caller);
        }

        return organisation == request.ToOrganisation && decisions.Any(decision => decision is { Allowed: true, Permission: not null })
            ? held | Relation.PermissionHolder
            : held;
    }

    private static ScopeDisclosure ToMessage(DisclosureDecision decision)
    {
        var message = new ScopeDisclosure
        {
            Scope = decision.Scope,
            Allowed = decision.Allowed,
            Basis = decision.Basis,
            LawCode = decision.Law?.Code ?? "",
            Law = decision.Law?.Law ?? "",
            PermissionId = decision.Allowed ? decision.Permission?.Id.ToString() ?? "" : "",
            ValidTo = decision.Allowed ? decision.Permission?.ValidTo?.ToDate() : null,
            ProhibitionId = decision.Allowed ? "" : decision.Permission?.Id.ToString() ?? "",
        };
        message.Missing.AddRange(decision.Missing);
        if (!decision.Allowed)
        {
            message.Withheld.AddRange(DisclosureScopes.ContentOf(decision.Scope));
        }

        return message;
    }
}
