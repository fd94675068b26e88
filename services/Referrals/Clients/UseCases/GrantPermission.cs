using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Clients;

/// <summary>Records a consent, disclosure permission or prohibition that the client gave.</summary>
[Access(Workers, Relation.Controller | Relation.Receiver | Relation.CaseManager)]
[Access(Role.Client, Relation.Client)]
internal sealed class GrantPermission(OrganisationStore organisations, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    private const string ByClient = "client";

    public void Validate(GrantPermissionRequest request, Check check) => check
        .OptionalCode("scope", request.Scope, "permission-scope", clock.Today)
        .That(
            request.FromOrganisation.Length == 0 || request.FromOrganisation != request.ToOrganisation,
            "to_organisation", "SAME_ORGANISATION", "another organisation than from_organisation")
        .OptionalCode("given_by", request.GivenBy, "permission-giver", clock.Today)
        .OptionalCode("form", request.Form, "permission-form", clock.Today)
        .OptionalValidity(request.ValidFrom ?? clock.Today.ToDate(), request.ValidTo);

    public Task<GrantPermissionResponse> Handle(GrantPermissionRequest request, Call call)
    {
        var clientId = Guid.Parse(request.ClientId);

        return unitOfWork
            .Load(
                request,
                call,
                ClientTieStore.Of(clientId, call.Caller.Organisation).Unguarded("who may is judged when the call is made"),
                PermissionStore.Alike(clientId, request.Kind, request.Scope, request.FromOrganisation, request.ToOrganisation)
                    .Unguarded("the commit finds nothing recorded beside these, behind a lock"),
                (ties, alike) => (Ties: ties!, Alike: alike!))
            .Authorize(
                _ => new AuditSubject(clientId, "client", clientId),
                found => found.Ties.RelationOf(call.Caller) | (call.Caller.IsClient(clientId) ? Relation.Client : Relation.None))
            .WriteAsync(async (found, commit) =>
            {
                await organisations.RequireAsync("from_organisation", request.FromOrganisation, call.Cancel);
                await organisations.RequireAsync("to_organisation", request.ToOrganisation, call.Cancel);

                var permission = Record(commit, Compose(request, call), found.Alike);
                var name = await organisations.NamesAsync([permission.FromOrganisation, permission.ToOrganisation, permission.RecordedBy], call.Cancel);
                return new GrantPermissionResponse { Permission = permission.ToMessage(name) };
            });
    }

    private InformationPermission Record(Commit commit, InformationPermission asked, IReadOnlyList<InformationPermission> alike)
    {
        // Nothing is recorded beside what was found: who asks at the same time waits, and is told of this one.
        commit
            .Lock(ClientLocks.Change(ClientLocks.Permissions, asked.ClientId))
            .GuardAbsence(PermissionStore.AlikeBeside(asked, [.. alike.Select(one => one.Id)]));

        // What the organisation does not know of is not shown by recording it again.
        var same = alike.Where(one => one.Includes(asked) && (commit.Call.Role == Role.Client || one.IsKnownTo(commit.Call.Caller.Organisation)));
        if (same.MinBy(one => one.AwaitsConfirmation) is not { } known)
        {
            PermissionFacts.Record(commit, asked, clock.Now);
            return asked;
        }

        if (known.AwaitsConfirmation && !asked.AwaitsConfirmation)
        {
            var confirmed = known.Confirm(asked.RecordedBy, asked.Form, asked.Document, clock.Now);
            PermissionFacts.Confirm(commit, known, confirmed);
            return confirmed.At(known.Version + 1);
        }

        commit.LogRead(asked.ClientId, known.ObjectType, known.Id);
        return known;
    }

    private InformationPermission Compose(GrantPermissionRequest request, Call call)
    {
        var isClient = call.Role == Role.Client;
        if (isClient && request.GivenBy is not ("" or ByClient))
        {
            throw PermissionErrors.NotTheClient();
        }

        var permission = new InformationPermission
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            ClientId = Guid.Parse(request.ClientId),
            Kind = request.Kind,
            Scope = request.Scope,
            FromOrganisation = request.FromOrganisation,
            ToOrganisation = request.ToOrganisation,
            ValidFrom = request.ValidFrom?.ToDay() ?? clock.Today,
            ValidTo = request.ValidTo?.ToDay(),
            GivenBy = request.GivenBy.Length > 0 ? request.GivenBy : ByClient,
            Form = request.Form.Length > 0 || !isClient ? request.Form : "electronic",
            Document = request.Document,
            RecordedBy = isClient ? "" : call.Caller.Organisation,
        };
        return permission with { AwaitsConfirmation = !permission.IsGivenBy(call.Caller) };
    }
}
