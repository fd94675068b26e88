using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.EventLog;
using Tyokyky.Records;
using Tyokyky.Referrals.Domain;
using Tyokyky.Referrals.Persistence;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.UseCases;

/// <summary>Records a consent, disclosure permission or prohibition that the client gave.</summary>
internal sealed class GrantPermission(OrganisationStore organisations, Recorder recorder, TimeProvider time, IBusinessClock clock)
{
    private const string ByClient = "client";

    public async Task<GrantPermissionResponse> Handle(GrantPermissionRequest request, Call call)
    {
        CheckShape(request);
        var clientId = Guid.Parse(request.ClientId);

        var ties = await recorder.LoadAsync(call, request, CoordinationStore.TiesTo(clientId, call.Caller.Organisation));
        call.Concerns(request.ClientId, "client", clientId.ToString());
        call.Admit(ties!.RelationOf(call.Caller) | (call.Caller.IsClient(clientId) ? Relation.Client : Relation.None));
        if (call.Replay<GrantPermissionResponse>() is { } done)
        {
            return done;
        }

        await organisations.RequireAsync("from_organisation", request.FromOrganisation, call.Cancel);
        await organisations.RequireAsync("to_organisation", request.ToOrganisation, call.Cancel);
        var permission = Compose(request, call);

        var name = await organisations.NamesAsync([permission.FromOrganisation, permission.ToOrganisation, permission.RecordedBy], call.Cancel);
        return await recorder.Commit(call, request)
            .Add(PermissionStore.Insert(permission))
            .Transition(new Transition(permission.ObjectType, permission.Id, "", "granted", clock.Now))
            .Fact(FactOf(permission), clientId.ToString())
            .Touched(clientId, permission.ObjectType, permission.Id)
            .SaveAsync(new GrantPermissionResponse { Permission = permission.ToMessage(name) });
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
        return new InformationPermission
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
    }

    private static PermissionGranted FactOf(InformationPermission permission) => new()
    {
        PermissionId = permission.Id.ToString(),
        ClientId = permission.ClientId.ToString(),
        Kind = permission.KindCode,
        Scope = permission.Scope,
        FromOrganisation = permission.FromOrganisation,
        ToOrganisation = permission.ToOrganisation,
        ValidFrom = permission.ValidFrom.ToDate(),
        ValidTo = permission.ValidTo?.ToDate(),
    };
}
