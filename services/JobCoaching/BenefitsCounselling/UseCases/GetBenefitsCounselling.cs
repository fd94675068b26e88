namespace Tyokyky.JobCoaching.BenefitsCounselling;

/// <summary>Reads a counselling.</summary>
[Access(Role.Coach | Role.Coordinator, Relation.Owner)]
internal sealed class GetBenefitsCounselling(Reader reader)
{
    public Task<GetBenefitsCounsellingResponse> Handle(GetBenefitsCounsellingRequest request, Call call)
    {
        var id = Guid.Parse(request.CounsellingId);
        return reader
            .Load(call, CounsellingStore.ById(id))
            .Authorize(found => new AuditSubject(found?.Client.Id, "benefits-counselling", id), found => found?.RelationOf(call.Caller))
            .AnswerAsync((found, _) => ValueTask.FromResult(new GetBenefitsCounsellingResponse { Counselling = found!.ToMessage() }));
    }
}
