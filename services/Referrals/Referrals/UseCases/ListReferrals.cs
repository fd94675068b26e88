namespace Tyokyky.Referrals.UseCases;

/// <summary>Lists the referrals that the caller's organisation sent, newest first.</summary>
[Access(Workers)]
[Access(Role.Client)]
internal sealed class ListReferrals(ReferralView view, Database database, AccessLog accessLog)
{
    public async Task<ListReferralsResponse> Handle(ListReferralsRequest request, Call call)
    {
        var paging = call.Page(request);
        var clientId = Ids.Optional(request.ClientId);

        var found = !call.Caller.ActsForOrganisation()
            ? await database.ListAsync(ReferralStore.OnClient(call.Caller.OwnClientId(), request.TaskStatus, paging.BeforeId(), paging.Limit), call.Cancel)
            : await database.ListAsync(ReferralStore.SentBy(call.Caller.Organisation, clientId, request.TaskStatus, paging.BeforeId(), paging.Limit), call.Cancel);
        var page = paging.Cut(found, referral => [referral.Id.ToString()], out var next);
        var tasks = await database.OneAsync(ReferralStore.TasksOf([.. page.Select(referral => referral.Id)]), call.Cancel);
        var tasksByReferral = tasks!.ToLookup(task => task.ReferralId);

        foreach (var referral in page)
        {
            referral.Tasks.AddRange(tasksByReferral[referral.Id]);
        }

        var response = new ListReferralsResponse { NextPageToken = next };
        var around = await view.AroundAsync(page, call);
        foreach (var referral in page)
        {
            response.Referrals.Add(await view.Of(referral, call, [], around));
        }

        await accessLog.ReadAsync(call, [.. page.Select(referral => new Touch(referral.ClientId, referral.ObjectType, referral.Id.ToString()))]);
        return response;
    }
}
