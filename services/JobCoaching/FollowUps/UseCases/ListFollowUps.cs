namespace Tyokyky.JobCoaching.FollowUps;

/// <summary>Lists the follow-ups of the caller's organisation, newest first.</summary>
[Access(Role.Coach | Role.Coordinator)]
internal sealed class ListFollowUps(Reader reader)
{
    public Task<ListFollowUpsResponse> Handle(ListFollowUpsRequest request, Call call)
    {
        var filter = new FollowUpFilter(Ids.Optional(request.ClientId), Ids.Optional(request.ResultId), request.State);

        return reader.ListAsync(
            request,
            call,
            paging => FollowUpStore.Of(call.Caller.Organisation, filter, paging.BeforeId(), paging.Limit),
            followUp => [followUp.Id.ToString()],
            followUp => new Touch(followUp.Client.Id, followUp.ObjectType, followUp.Id.ToString()),
            page => ValueTask.FromResult(new ListFollowUpsResponse { FollowUps = { page.Select(followUp => followUp.ToMessage()) } }));
    }
}
