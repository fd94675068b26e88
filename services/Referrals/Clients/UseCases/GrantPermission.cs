namespace Tyokyky.Referrals.UseCases;

/// <summary>Records a consent, disclosure permission or prohibition that the client gave.</summary>
[Access(Workers, Relation.Controller | Relation.Receiver | Relation.CaseManager)]
[Access(Role.Client, Relation.Client)]
internal sealed class GrantPermission(OrganisationStore organisations, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    private const string ByClient = "client";

    public async Task<GrantPermissionResponse> Handle(GrantPermissionRequest request, Call call)
    {
        CheckShape(request);
        var clientId = Guid.Parse(request.ClientId);

        var (ties, alike) = await unitOfWork.LoadAsync(
            call, request, CoordinationStore.TiesTo(clientId, call.Caller.Organisation),
            PermissionStore.Alike(clientId, (int)request.Kind, request.Scope, request.FromOrganisation, request.ToOrganisation));
        call.SetAuditSubject(request.ClientId, "client", clientId.ToString());
        call.Authorize(ties!.RelationOf(call.Caller) | (call.Caller.IsClient(clientId) ? Relation.Client : Relation.None));
        if (call.Replay<GrantPermissionResponse>() is { } done)
        {
            return done;
        }

        await organisations.RequireAsync("from_organisation", request.FromOrganisation, call.Cancel);
        await organisations.RequireAsync("to_organisation", request.ToOrganisation, call.Cancel);
        var permission = Compose(request, call);
        // Nothing is recorded beside what was found: who asks at the same time waits, and is told of this one.
        var commit = unitOfWork.Commit(call, request).Lock(ClientLocks.Change(ClientLocks.Permissions, clientId)).GuardAbsence(PermissionStore.AlikeBeside(permission, [.. alike!.Select(one => one.Id)]));

        // What the organisation does not know of is not shown by recording it again.
        var same = alike!.Where(one => one.Includes(permission) && (call.Role == Role.Client || one.IsKnownTo(call.Caller.Organisation)));
        if (same.MinBy(one => one.AwaitsConfirmation) is not { } known)
        {
            PermissionFacts.Record(commit, permission, clock.Now);
        }
        else if (known.AwaitsConfirmation && !permission.AwaitsConfirmation)
        {
            permission = known.Confirm(permission.RecordedBy, permission.Form, permission.Document, clock.Now);
            PermissionFacts.Confirm(commit, permission);
        }
        else
        {
            permission = known;
            commit.LogRead(clientId, known.ObjectType, known.Id);
        }

        var name = await organisations.NamesAsync([permission.FromOrganisation, permission.ToOrganisation, permission.RecordedBy], call.Cancel);
        return await commit.SaveAsync(new GrantPermissionResponse { Permission = permission.ToMessage(name) });
    }

    private void CheckShape(GrantPermissionRequest request) => Check.Shape(check => check
        .Uuid("client_id", request.ClientId)
        .Specified("kind", request.Kind)
        .Code("scope", request.Scope, "permission-scope", clock.Today)
        .Required("from_organisation", request.FromOrganisation)
        .Required("to_organisation", request.ToOrganisation)
        .That(request.FromOrganisation.Length == 0 || request.FromOrganisation != request.ToOrganisation, "to_organisation", "SAME_ORGANISATION", "another organisation than from_organisation")
        .OptionalDay("valid_from", request.ValidFrom)
        .OptionalDay("valid_to", request.ValidTo)
        .OptionalCode("given_by", request.GivenBy, "permission-giver", clock.Today)
        .OptionalCode("form", request.Form, "permission-form", clock.Today)
        .MaxLength("document", request.Document, 200));

    private InformationPermission Compose(GrantPermissionRequest request, Call call)
    {
        var validFrom = request.ValidFrom?.ToDay() ?? clock.Today;
        var isClient = call.Role == Role.Client;
        Check.Shape(check => check
            .OptionalValidity(validFrom.ToDate(), request.ValidTo)
            .That(!isClient || request.GivenBy is "" or ByClient, "given_by", "NOT_THE_CLIENT", "the client, who gives it here"));
        var permission = new InformationPermission
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            ClientId = Guid.Parse(request.ClientId),
            Kind = request.Kind,
            Scope = request.Scope,
            FromOrganisation = request.FromOrganisation,
            ToOrganisation = request.ToOrganisation,
            ValidFrom = validFrom,
            ValidTo = request.ValidTo?.ToDay(),
            GivenBy = request.GivenBy.Length > 0 ? request.GivenBy : ByClient,
            Form = request.Form.Length > 0 || !isClient ? request.Form : "electronic",
            Document = request.Document,
            RecordedBy = isClient ? "" : call.Caller.Organisation,
        };
        return permission with { AwaitsConfirmation = !permission.IsGivenBy(call.Caller) };
    }
}
