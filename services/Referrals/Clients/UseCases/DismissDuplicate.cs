namespace Tyokyky.Referrals.UseCases;

/// <summary>Says that two of the caller's own clients are different persons.</summary>
[Access(Workers, Relation.Controller)]
internal sealed class DismissDuplicate(UnitOfWork unitOfWork, IBusinessClock clock, TimeProvider time)
{
    public async Task<DismissDuplicateResponse> Handle(DismissDuplicateRequest request, Call call)
    {
        var organisation = call.Caller.Organisation;

        var (one, other) = await unitOfWork.LoadAsync(
            call, request, ClientStore.Own(Guid.Parse(request.ClientId), organisation), ClientStore.Own(Guid.Parse(request.OtherClientId), organisation));
        call.SetAuditSubject(request.ClientId, "client", request.ClientId);
        call.Authorize(one, other is null ? null : Relation.Controller);
        if (call.Replay<DismissDuplicateResponse>() is { } done)
        {
            return done;
        }

        if (one.Person == other!.Person)
        {
            throw ClientErrors.SameClient("other_client_id");
        }

        var (first, second) = one.ClientId < other.ClientId ? (one.ClientId, other.ClientId) : (other.ClientId, one.ClientId);

        return await unitOfWork.Commit(call, request)
            .Add(ClientMergeStore.Dismiss(organisation, first, second, call.Caller.Subject, time.GetUtcNow()))
            .Transition(new Transition("client-duplicate", first, "possible", "dismissed", clock.Now))
            .LogChange(first, "client", first)
            .LogChange(second, "client", second)
            .SaveAsync(new DismissDuplicateResponse());
    }
}
