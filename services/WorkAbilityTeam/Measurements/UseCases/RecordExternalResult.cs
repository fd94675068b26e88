using Tyokyky.WorkAbilityTeam.Common;
using Tyokyky.WorkAbilityTeam.Disclosures;

namespace Tyokyky.WorkAbilityTeam.Measurements;

/// <summary>Records a result of another system as a reference.</summary>
[Access(Team, Relation.Owner)]
[Access(Role.Client, Relation.Client)]
internal sealed class RecordExternalResult(PermissionState permissions, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(RecordExternalResultRequest request, Check check) =>
        check.OptionalCode("system", request.System, "external-result-system", clock.CodeDay(request.ResultOn));

    public Task<RecordExternalResultResponse> Handle(RecordExternalResultRequest request, Call call)
    {
        var caseId = Guid.Parse(request.CaseId);

        return unitOfWork
            .Load(request, call, AnchorStore.OfCase(caseId).Unguarded("whose client it is does not change"))
            .Authorize(anchor => new AuditSubject(anchor?.Client.Id, "case", caseId), anchor => permissions.RelationOfAsync(anchor, call))
            .WriteAsync((anchor, commit) =>
            {
                var result = new ReferredResult(
                    Guid.CreateVersion7(time.GetUtcNow()), anchor!.Client.Id, anchor.Organisation, caseId, request.System, request.Reference,
                    clock.DayOrToday("result_on", request.ResultOn), time.GetUtcNow());
                commit
                    .Add(ConsentStore.ReferredResultRow.Insert(result))
                    .Transition(new Transition("external-result", result.Id, "", "recorded", FinnishTime.StartOf(result.ResultOn)))
                    .LogChange(result.ClientId, "external-result", result.Id);
                return ValueTask.FromResult(new RecordExternalResultResponse { Result = result.ToMessage() });
            });
    }
}
