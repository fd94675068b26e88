using Tyokyky.Referrals.Clients;

namespace Tyokyky.Referrals.Networks;

/// <summary>Records to whom the client of a network meeting agrees to be named, or takes that back.</summary>
[Access(Workers, Leading)]
[Access(Role.Client, Relation.Client)]
internal sealed class RecordNamingAgreement(NetworkMeetingKind meetings, Database database, IBusinessClock clock)
{
    public Task<RecordNamingAgreementResponse> Handle(RecordNamingAgreementRequest request, Call call)
    {
        return meetings.ChangeAsync(
            request,
            call,
            NetworkMeetingStore.Whole(Guid.Parse(request.MeetingId)),
            async (meeting, commit) =>
            {
                var named = await NamedAsync(meeting, request.ClientId, commit);
                return named.Agree(request.Agreed, [.. request.Organisations], clock.Today, clock.Now);
            },
            meeting => new RecordNamingAgreementResponse { Meeting = meeting });
    }

    private async Task<NetworkMeeting> NamedAsync(NetworkMeeting meeting, string clientId, Commit commit)
    {
        if (clientId.Length == 0)
        {
            return meeting;
        }

        var (named, call) = (Guid.Parse(clientId), commit.Call);
        if (meeting.ClientId is not null)
        {
            return await database.OneAsync(NetworkMeetingStore.IsAbout(meeting.Id, named), call.Cancel) ? meeting : throw NetworkErrors.ClientAlreadyKnown();
        }

        var (own, referrers) = await database.ManyAsync(
            ClientStore.Own(named, call.Caller.Organisation), ClientStore.OfReferrer(named, call.Caller.Organisation), call.Cancel);
        var record = own ?? referrers;
        call.Authorize(record, Relation.Owner | Relation.CaseManager);
        commit.Fence(own is null ? NetworkMeetingStore.StillAs(record) : ClientStore.Fence(own));
        return meeting.Name(record);
    }
}
