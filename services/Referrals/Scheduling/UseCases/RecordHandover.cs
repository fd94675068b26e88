namespace Tyokyky.Referrals.UseCases;

/// <summary>Records whether the meeting of a hand-over was held, and the client's part in it.</summary>
[Access(Workers, Relation.Sender | Relation.Receiver)]
internal sealed class RecordHandover(TaskChange change)
{
    public Task<RecordHandoverResponse> Handle(RecordHandoverRequest request, Call call) => change.Do(
        new TaskCommand(TaskAction.RecordHandover, request.TaskId, request.EffectiveAt, request.Etag)
        {
            Shape = check => check.Specified("client_part", request.ClientPart).Range("minutes", request.Minutes, 0, 1440).OptionalSpecified("mode", request.Mode),
            Details = _ => new MeetingDetails([], request.Minutes, request.Mode, "", request.Held, request.ClientPart),
        },
        request,
        call,
        referral => new RecordHandoverResponse { Referral = referral });
}
