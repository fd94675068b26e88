namespace Tyokyky.Referrals.UseCases;

/// <summary>Records that the client did not come to a booked appointment.</summary>
[Access(Workers, Relation.Receiver)]
internal sealed class RecordNoShow(TaskChange change)
{
    public Task<RecordNoShowResponse> Handle(RecordNoShowRequest request, Call call) => change.Do(
        new TaskCommand(TaskAction.RecordNoShow, request.TaskId, request.EffectiveAt, request.Etag) { Text = request.Note },
        request,
        call,
        referral => new RecordNoShowResponse { Referral = referral });
}
