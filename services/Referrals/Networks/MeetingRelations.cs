using Tyokyky.Referrals.Clients;

namespace Tyokyky.Referrals.Networks;

/// <summary>What a caller is to a network meeting.</summary>
internal sealed class MeetingRelations(ClientRelations relations)
{
    public async Task<Relation> OfAsync(NetworkMeeting meeting, Call call) =>
        meeting.RelationOf(call.Caller, meeting.ClientId is { } client ? await relations.OfAsync(client, meeting.Organisation, call) : Relation.None);
}
