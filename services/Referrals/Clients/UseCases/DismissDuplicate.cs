namespace Tyokyky.Referrals.Clients;

/// <summary>Says that two of the caller's own clients are different persons.</summary>
[Access(Workers, Relation.Controller)]
internal sealed class DismissDuplicate(UnitOfWork unitOfWork, IBusinessClock clock, TimeProvider time)
{
    public Task<DismissDuplicateResponse> Handle(DismissDuplicateRequest request, Call call)
    {
        var (organisation, id) = (call.Caller.Organisation, Guid.Parse(request.ClientId));

        return unitOfWork
            .Load(
                request,
                call,
                ClientStore.Own(id, organisation).Unguarded("of two that are one person meanwhile nothing is listed anyway"),
                ClientStore.Own(Guid.Parse(request.OtherClientId), organisation).Unguarded("the same"),
                (one, other) => (One: one, Other: other))
            .Authorize(_ => new AuditSubject(id, "client", id), found => found.One is null || found.Other is null ? null : Relation.Controller)
            .WriteAsync((found, commit) =>
            {
                var (one, other) = (found.One!, found.Other!);
                if (one.Person == other.Person)
                {
                    throw ClientErrors.SameClient("other_client_id");
                }

                var (first, second) = one.ClientId < other.ClientId ? (one.ClientId, other.ClientId) : (other.ClientId, one.ClientId);
                commit
                    .Add(ClientMergeStore.Dismiss(organisation, first, second, call.Caller.Subject, time.GetUtcNow()))
                    .Transition(new Transition("client-duplicate", first, "possible", "dismissed", clock.Now))
                    .LogChange(first, "client", first)
                    .LogChange(second, "client", second);
                return ValueTask.FromResult(new DismissDuplicateResponse());
            });
    }
}
