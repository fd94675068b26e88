namespace Tyokyky.Referrals.UseCases;

/// <summary>The way every change of a network meeting goes: load, admit, ask the meeting, commit, and the contact's follow-up with it.</summary>
internal sealed class NetworkMeetingChange(NetworkMeetingView view, ContactKind contacts, Disclosures disclosures, UnitOfWork unitOfWork, Database database, MeetingRelations relations, IBusinessClock clock)
{
    public Task<TResponse> Do<TRequest, TResponse>(
        string meetingId, string etag, TRequest request, Call call,
        Func<NetworkMeeting, (NetworkMeeting Meeting, Transition Transition)> change, Func<Proto.NetworkMeeting, TResponse> answer)
        where TRequest : IMessage
        where TResponse : class, IMessage<TResponse>, new() =>
        Do(meetingId, etag, request, call, meeting => ValueTask.FromResult(change(meeting)), answer);

    public async Task<TResponse> Do<TRequest, TResponse>(
        string meetingId, string etag, TRequest request, Call call,
        Func<NetworkMeeting, ValueTask<(NetworkMeeting Meeting, Transition Transition)>> change, Func<Proto.NetworkMeeting, TResponse> answer)
        where TRequest : IMessage
        where TResponse : class, IMessage<TResponse>, new()
    {
        var id = Guid.Parse(meetingId);
        var (found, participants, actions) = await unitOfWork.LoadAsync(call, request, NetworkMeetingStore.ById(id), NetworkMeetingStore.ParticipantsOf(id), AgreedActionStore.OfMeeting(id));
        var before = found is null ? null : found with { Participants = participants!, Actions = actions! };
        var held = before is null ? Relation.None : await relations.OfAsync(before, call);
        call.SetAuditSubject(before?.ClientId?.ToString(), "network-meeting", meetingId);
        call.Authorize(before, held);
        if (call.Replay<TResponse>() is { } done)
        {
            return done;
        }

        call.MustMatch(etag, before.Etag);
        var (now, transition) = await change(before);

        var commit = unitOfWork.Commit(call, request);
        if (now.ClientId is { } client)
        {
            await disclosures.TellAsync(commit, client, [now.Organisation], [.. now.Told.Except(before.Told)]);
        }

        Write(commit, before, now, transition);
        if (now.Status is MeetingStatus.Held or MeetingStatus.Cancelled && now.Status != before.Status)
        {
            await EndFollowUpAsync(commit, now, call);
        }

        return await commit.SaveAsync(answer(await view.Of(now, call, held)));
    }

    /// <summary>The participants as they now are.</summary>
    public static void WriteParticipants(Commit commit, NetworkMeeting meeting)
    {
        foreach (var participant in meeting.Participants)
        {
            commit.Add(NetworkMeetingStore.Insert(meeting, participant));
        }
    }

    private void Write(Commit commit, NetworkMeeting before, NetworkMeeting now, Transition transition)
    {
        commit.Guard(NetworkMeetingStore.Update(now)).Transition(transition);
        if (!ReferenceEquals(before.Participants, now.Participants) || before.OnDay != now.OnDay || before.Status != now.Status)
        {
            commit.Add(NetworkMeetingStore.ForgetParticipants(now));
            WriteParticipants(commit, now);
        }

        AgreedActionChange.Write(commit, before.Actions, now.Actions, transition.EffectiveAt, clock.Now);
        foreach (var fact in NetworkMeetingFacts.Between(before, now, clock.Today))
        {
            commit.Fact(fact, NetworkMeetingFacts.OrderKey(now));
        }

        if (now.ClientId is { } client)
        {
            commit.LogChange(client, now.ObjectType, now.Id);
        }
    }

    // What becomes of the meeting becomes of what the contact opened.
    private async Task EndFollowUpAsync(Commit commit, NetworkMeeting meeting, Call call)
    {
        if (meeting.FollowUpId is not { } followUpId)
        {
            return;
        }

        var (contact, followUps) = await database.ManyAsync(ContactStore.ByFollowUp(followUpId), ContactStore.FollowUpsBeside(followUpId), call.Cancel);
        var before = contact! with { FollowUps = followUps! };
        var status = meeting.Status == MeetingStatus.Held ? ContactFollowUpStatus.Held : ContactFollowUpStatus.Cancelled;
        await contacts.ApplyAsync(commit, before, before.End(followUpId, status, meeting.HeldOn ?? clock.Today, clock.Now));
    }
}
