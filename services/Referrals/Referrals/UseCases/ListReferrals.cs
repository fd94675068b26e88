using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Referrals;

/// <summary>Lists the referrals that the caller's organisation sent, newest first.</summary>
[Access(Workers)]
[Access(Role.Client, Relation.Client)]
internal sealed class ListReferrals(ReferralView view, Reader reader, Database database)
{
    // A service that is no more has still made referrals.
    public static void Validate(ListReferralsRequest request, Check check) => check.That(
        request.ReferringService.Length == 0 || CodeSystem.Get("contacting-service").Entries.Any(entry => entry.Code == request.ReferringService),
        "referring_service",
        "UNKNOWN_CODE",
        "a code of system \"contacting-service\" of any day; ListCodes names them");

    public Task<ListReferralsResponse> Handle(ListReferralsRequest request, Call call)
    {
        Guid? listed = call.Caller.ActsForOrganisation() ? null : call.ListedClient(request.ClientId);
        return reader.ListAsync(
            request,
            call,
            paging => listed is { } client
                ? ReferralStore.OnClient(client, request.TaskStatus, paging.BeforeId(), paging.Limit)
                : ReferralStore.SentBy(call.Caller.Organisation, FilterOf(request), paging.BeforeId(), paging.Limit),
            referral => [referral.Id.ToString()],
            referral => new Touch(referral.ClientId, referral.ObjectType, referral.Id.ToString()),
            async page =>
            {
                var tasks = await database.OneAsync(ReferralStore.TasksOf([.. page.Select(referral => referral.Id)]), call.Cancel);
                var tasksOf = tasks!.ToLookup(task => task.ReferralId);
                Referral[] whole = [.. page.Select(referral => referral.Of(tasksOf[referral.Id]))];

                var response = new ListReferralsResponse();
                var around = await view.AroundAsync(whole, call);
                foreach (var referral in whole)
                {
                    response.Referrals.Add(await view.Of(referral, call, [], around));
                }

                return response;
            });
    }

    private static ReferralFilter FilterOf(ListReferralsRequest request) =>
        new(Ids.Optional(request.ClientId), request.TaskStatus, Ids.Optional(request.ReferringUnitId), request.ReferringService);
}
