namespace Tyokyky.JobCoaching.UseCases;

/// <summary>Lists the coachings of the caller's organisation, newest first.</summary>
[Access(Role.Coach | Role.Coordinator)]
internal sealed class ListCoachings(Database database, AccessLog accessLog)
{
    public async Task<ListCoachingsResponse> Handle(ListCoachingsRequest request, Call call)
    {
        var paging = call.Page(request);
        var filter = new CoachingFilter(request.State, Ids.Optional(request.ClientId), request.Coach, Ids.Optional(request.MeasureId));

        var found = await database.ListAsync(CoachingStore.OfOrganisation(call.Caller.Organisation, filter, paging.BeforeId(), paging.Limit), call.Cancel);
        var page = paging.Cut(found, coaching => [coaching.Id.ToString()], out var next);

        var response = new ListCoachingsResponse { NextPageToken = next };
        response.Coachings.AddRange(page.Select(coaching => coaching.ToMessage()));
        await accessLog.ReadAsync(call, [.. page.Select(coaching => new Touch(coaching.Client.Id, coaching.ObjectType, coaching.Id.ToString()))]);
        return response;
    }
}
