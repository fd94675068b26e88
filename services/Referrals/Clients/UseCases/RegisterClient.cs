namespace Tyokyky.Referrals.UseCases;

/// <summary>Registers a client in the caller's register, or finds the caller's own record.</summary>
[Access(Workers)]
internal sealed class RegisterClient(ClientRegistration registration, OrganisationStore organisations, Database database, UnitOfWork unitOfWork, IBusinessClock clock)
{
    private const int MostDuplicates = 10;

    public void Validate(RegisterClientRequest request, Check check) => check
        .Required("client", (object?)request.Client)
        .Within("client", request.Client, (client, details) => ClientRegistration.Check(client, details, clock.Today));

    public async Task<RegisterClientResponse> Handle(RegisterClientRequest request, Call call)
    {
        var code = registration.Code(request.Client, "client.");

        var known = await unitOfWork.LoadAsync(call, request, registration.Find(code, request.Client, call));
        if (call.Replay<RegisterClientResponse>() is { } done)
        {
            return done;
        }

        var record = registration.Resolve(request.Client, code, known, call);
        IReadOnlyList<ClientRecord> like = known?.Own is null ? (await database.OneAsync(ClientMergeStore.Like(record, MostDuplicates), call.Cancel))! : [];

        var name = await organisations.NamesAsync([record.Controller], call.Cancel);
        var response = new RegisterClientResponse { Client = record.ToMessage(request.Client.ExternalReferences, name), Found = known?.Own is not null };
        var commit = unitOfWork.Commit(call, request);
        registration.Add(commit, request.Client, record, code, known);
        foreach (var other in like)
        {
            response.PossibleDuplicates.Add(other.ToMessage([], name));
            commit.LogRead(other.ClientId, "client", other.ClientId);
        }

        return await commit.LogChange(record.ClientId, "client", record.ClientId).SaveAsync(response);
    }
}
