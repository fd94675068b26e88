using Tyokyky.WorkAbilityTeam.Disclosures;

namespace Tyokyky.WorkAbilityTeam.FunctionalPeriods;

/// <summary>Reads a period; each reader sees its part.</summary>
[Access(Team, Relation.Owner)]
[Access(Role.Client, Relation.Client)]
[Access(Team | Role.Coach | Role.Referrer, Relation.NamedParticipant | Relation.PermissionHolder)]
internal sealed class GetFunctionalPeriod(Reader reader, HealthConclusions conclusions, PermissionState permissions)
{
    public Task<GetFunctionalPeriodResponse> Handle(GetFunctionalPeriodRequest request, Call call)
    {
        var id = Guid.Parse(request.PeriodId);
        return reader
            .Load(call, PeriodStore.ById(id))
            .Authorize(
                period => new AuditSubject(period?.Client.Id, "functional-period", id),
                async period => period is null ? null : await RelationAsync(period, call))
            .AnswerAsync((period, relation) => ValueTask.FromResult(
                new GetFunctionalPeriodResponse { Period = period!.ToMessage(PeriodReader.Of(call.Caller, relation)) }));
    }

    private async ValueTask<Relation?> RelationAsync(AssessmentPeriod period, Call call)
    {
        var own = await permissions.RelationOfAsync(period.Client.Id, period.RelationOf(call.Caller), call);
        return period.State == FunctionalPeriodState.EnteredInError
            ? own
            : await conclusions.WithPermissionAsync(own!.Value, period.Client.Id, period.Organisation, call);
    }
}
