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
    public async Task<GrantPermissionResponse> Handle(GrantPermissionRequest request, Call call)
    {
        Check.Shape(check => check
            .Uuid("client_id", request.ClientId)
            .Specified("kind", request.Kind)
            .Code("scope", request.Scope, "permission-scope", clock.Today)
            .Required("from_organisation", request.FromOrganisation)
            .Required("to_organisation", request.ToOrganisation)
            .OptionalDay("valid_from", request.ValidFrom)
            .OptionalDay("valid_to", request.ValidTo));
        var clientId = Guid.Parse(request.ClientId);

        var ties = await recorder.LoadAsync(call, request, CoordinationStore.TiesTo(clientId, call.Caller.Organisation));
        call.Concerns(request.ClientId, "client", request.ClientId);
        call.Admit(ties?.RelationOf(call.Caller));
        if (call.Replay<GrantPermissionResponse>() is { } done)
        {
            return done;
        }

        await organisations.RequireAsync("from_organisation", request.FromOrganisation, call.Cancel);
        await organisations.RequireAsync("to_organisation", request.ToOrganisation, call.Cancel);
        var validFrom = request.ValidFrom?.ToDay() ?? clock.Today;
        Check.Shape(check => check.That(request.ValidTo is null || request.ValidTo.ToDay() >= validFrom, "valid_to", "DAY_BEFORE_START", "a day not before valid_from"));
        var permission = new InformationPermission
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            ClientId = clientId,
            Kind = request.Kind,
            Scope = request.Scope,
            FromOrganisation = request.FromOrganisation,
            ToOrganisation = request.ToOrganisation,
            ValidFrom = validFrom,
            ValidTo = request.ValidTo?.ToDay(),
        };

        var name = await organisations.NamesAsync([permission.FromOrganisation, permission.ToOrganisation], call.Cancel);
        return await recorder.Commit(call, request)
            .Add(PermissionStore.Insert(permission))
            .Transition(new Transition(permission.ObjectType, permission.Id, "", "granted", clock.Now))
            .Fact(
                new PermissionGranted
                {
                    PermissionId = permission.Id.ToString(),
                    ClientId = request.ClientId,
                    Kind = permission.KindCode,
                    Scope = permission.Scope,
                    FromOrganisation = permission.FromOrganisation,
                    ToOrganisation = permission.ToOrganisation,
                    ValidFrom = permission.ValidFrom.ToDate(),
                    ValidTo = permission.ValidTo?.ToDate(),
                },
                request.ClientId)
            .Touched(clientId, permission.ObjectType, permission.Id)
            .SaveAsync(new GrantPermissionResponse { Permission = permission.ToMessage(name) });
    }
}
