using Tyokyky.Referrals.Referrals;

namespace Tyokyky.Referrals.Scheduling;

/// <summary>Records whether the meeting of a hand-over was held, and the client's part in it.</summary>
[Access(Workers, Relation.Sender | Relation.Receiver)]
internal sealed class RecordHandover(TaskActions tasks)
{
    public Task<RecordHandoverResponse> Handle(RecordHandoverRequest request, Call call) => tasks.DoAsync(
        request,
        call,
        new TaskCommand(TaskAction.RecordHandover, request.TaskId, request.EffectiveAt)
        {
            Details = _ => new MeetingDetails([], request.Minutes, request.Mode, "", request.Held, request.ClientPart),
        },
        referral => new RecordHandoverResponse { Referral = referral });
}
