using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Coordination;

namespace Tyokyky.Referrals.Networks;

/// <summary>How network meetings change: by whom one may be, who is told the client, what is written, and the contact's follow-up with it.</summary>
internal sealed class NetworkMeetingKind(
    NetworkMeetingView view, ContactKind contacts, Disclosures disclosures,
    UnitOfWork unitOfWork, Database database, MeetingRelations relations, IBusinessClock clock)
    : AggregateKind<NetworkMeeting, Proto.NetworkMeeting>(unitOfWork)
{
    protected override Guid? ClientOf(NetworkMeeting found) => found.ClientId;

    protected override async ValueTask<Relation> RelationAsync(NetworkMeeting found, Guid? part, Call call) => await relations.OfAsync(found, call);

    protected override async ValueTask<NetworkMeeting> WriteAsync(Commit commit, NetworkMeeting? before, Change<NetworkMeeting> change)
    {
        var (now, transition) = change;
        if (now.ClientId is { } client)
        {
            await disclosures.TellAsync(commit, client, [now.Organisation], [.. now.Told.Except(before?.Told ?? [])]);
        }

        if (before is null)
        {
            commit
                .Add(NetworkMeetingStore.NetworkMeetingRow.Insert(now))
                .OnViolation(NetworkMeetingStore.FollowUpIndex, () => ContactErrors.AlreadyConvened(null));
        }
        else
        {
            commit.Change(before, NetworkMeetingStore.NetworkMeetingRow.Update(now));
        }

        commit.Transition(transition);
        WriteParticipants(commit, before, now);
        var actions = AgreedActionKind.Write(commit, before?.Actions ?? [], now.Actions, transition.EffectiveAt, clock.Now);
        foreach (var fact in NetworkMeetingFacts.Between(before, now, clock.Today))
        {
            commit.Fact(fact, NetworkMeetingFacts.OrderKey(now));
        }

        if (now.Status is MeetingStatus.Held or MeetingStatus.Cancelled && now.Status != before?.Status)
        {
            await EndFollowUpAsync(commit, now);
        }

        return now with { Actions = actions };
    }

    protected override ValueTask<Proto.NetworkMeeting> ShowAsync(NetworkMeeting now, Relation relation, Call call) => view.Of(now, call, relation);

    // They are listed by the meeting's day and by whether it is still to come.
    private static void WriteParticipants(Commit commit, NetworkMeeting? before, NetworkMeeting now)
    {
        if (before is not null)
        {
            if (ReferenceEquals(before.Participants, now.Participants) && before.OnDay == now.OnDay && before.Status == now.Status)
            {
                return;
            }

            commit.Add(NetworkMeetingStore.ForgetParticipants(now));
        }

        foreach (var participant in now.Participants)
        {
            commit.Add(NetworkMeetingStore.MeetingParticipantRow.Insert(participant, now.Id, now.OnDay, now.Status == MeetingStatus.Planned));
        }
    }

    // What becomes of the meeting becomes of what the contact opened.
    private async Task EndFollowUpAsync(Commit commit, NetworkMeeting meeting)
    {
        if (meeting.FollowUpId is not { } followUpId)
        {
            return;
        }

        var (contact, followUps) = await database.ManyAsync(ContactStore.ByFollowUp(followUpId), ContactStore.FollowUpsBeside(followUpId), commit.Call.Cancel);
        var before = contact! with { FollowUps = followUps! };
        var status = meeting.Status == MeetingStatus.Held ? ContactFollowUpStatus.Held : ContactFollowUpStatus.Cancelled;
        await contacts.ApplyAsync(commit, before, before.End(followUpId, status, meeting.HeldOn ?? clock.Today, clock.Now));
    }
}
