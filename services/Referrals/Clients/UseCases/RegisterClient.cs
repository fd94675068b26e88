using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Clients;

/// <summary>Registers a client in the caller's register, or finds the caller's own record.</summary>
[Access(Workers)]
internal sealed class RegisterClient(
    ClientRegistration registration, OrganisationStore organisations, Database database, UnitOfWork unitOfWork, IBusinessClock clock)
{
    private const int MostDuplicates = 10;

    public void Validate(RegisterClientRequest request, Check check) =>
        check.Within("client", request.Client, (client, details) => ClientRegistration.Check(client, details, clock.Today));

    public Task<RegisterClientResponse> Handle(RegisterClientRequest request, Call call)
    {
        var code = registration.Code(request.Client, "client.");

        return unitOfWork
            .Load(
                request,
                call,
                registration
                    .Find(code, request.Client, call)
                    .Unguarded("the commit registers nobody twice, by the keys of codes and records and behind a lock"))
            .ForEveryone()
            .WriteAsync(async (known, commit) =>
            {
                var record = registration.Resolve(request.Client, code, known, call);
                var like = known?.Own is null ? (await database.OneAsync(ClientMergeStore.Like(record, MostDuplicates), call.Cancel))! : [];

                registration.Add(commit, request.Client, record, code, known, "client.");
                commit.LogChange(record.ClientId, "client", record.ClientId);
                foreach (var other in like)
                {
                    commit.LogRead(other.ClientId, "client", other.ClientId);
                }

                // Those of a record that was found, and of this request.
                var held = known?.Own is null ? [] : (await database.OneAsync(ExternalReferences.OfClient(record.ClientId, record.Controller), call.Cancel))!;
                var name = await organisations.NamesAsync([record.Controller], call.Cancel);
                return new RegisterClientResponse
                {
                    Client = record.ToMessage(held.Union(request.Client.ExternalReferences), name),
                    Found = known?.Own is not null,
                    DifferingFields = { ClientRegistration.Differing(request.Client, known) },
                    PossibleDuplicates = { like.Select(other => other.ToMessage([], name)) },
                };
            });
    }
}
