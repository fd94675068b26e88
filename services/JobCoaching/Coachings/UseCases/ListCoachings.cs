namespace Tyokyky.JobCoaching.Coachings;

/// <summary>Lists the coachings of the caller's organisation, newest first.</summary>
[Access(Role.Coach | Role.Coordinator)]
internal sealed class ListCoachings(Reader reader)
{
    public Task<ListCoachingsResponse> Handle(ListCoachingsRequest request, Call call)
    {
        var filter = new CoachingFilter(
            request.State, Ids.Optional(request.ClientId), request.Coach, Ids.Optional(request.MeasureId), Ids.Optional(request.TaskId));

        return reader.ListAsync(
            request,
            call,
            paging => CoachingStore.OfOrganisation(call.Caller.Organisation, filter, paging.BeforeId(), paging.Limit),
            coaching => [coaching.Id.ToString()],
            coaching => new Touch(coaching.Client.Id, coaching.ObjectType, coaching.Id.ToString()),
            page => ValueTask.FromResult(new ListCoachingsResponse { Coachings = { page.Select(coaching => coaching.ToMessage()) } }));
    }
}
