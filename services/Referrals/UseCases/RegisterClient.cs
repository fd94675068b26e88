using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.Records;
using Tyokyky.Referrals.Persistence;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.UseCases;

/// <summary>Registers a client in the caller's register, or finds the caller's own record.</summary>
internal sealed class RegisterClient(ClientRegistration registration, OrganisationStore organisations, Recorder recorder, IBusinessClock clock)
{
    public async Task<RegisterClientResponse> Handle(RegisterClientRequest request, Call call)
    {
        Check.Shape(check => check
            .Required("client", (object?)request.Client)
            .Within("client", request.Client, (client, details) => ClientRegistration.Check(client, details, clock.Today)));
        var code = registration.Code(request.Client, "client.");

        var known = await recorder.LoadAsync(call, request, registration.Find(code, request.Client, call));
        if (call.Replay<RegisterClientResponse>() is { } done)
        {
            return done;
        }

        var record = registration.Resolve(request.Client, code, known, call);

        var name = await organisations.NamesAsync([record.Controller], call.Cancel);
        var commit = recorder.Commit(call, request);
        registration.Add(commit, request.Client, record, code, known);
        return await commit
            .Touched(record.ClientId, "client", record.ClientId)
            .SaveAsync(new RegisterClientResponse { Client = record.ToMessage(request.Client.ExternalReferences, name), Found = known?.Own is not null });
    }
}
