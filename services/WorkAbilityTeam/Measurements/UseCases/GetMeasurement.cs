using Tyokyky.WorkAbilityTeam.Disclosures;

namespace Tyokyky.WorkAbilityTeam.Measurements;

/// <summary>Reads a measurement.</summary>
[Access(Team | Role.Manager, Relation.Owner)]
[Access(Role.Client, Relation.Client)]
internal sealed class GetMeasurement(Reader reader, PermissionState permissions)
{
    public Task<GetMeasurementResponse> Handle(GetMeasurementRequest request, Call call)
    {
        var id = Guid.Parse(request.MeasurementId);
        return reader
            .Load(call, MeasurementStore.ById(id))
            .Authorize(
                measurement => new AuditSubject(measurement?.Client.Id, "measurement", id),
                measurement => permissions.RelationOfAsync(measurement?.Client.Id, measurement?.RelationOf(call.Caller), call))
            .AnswerAsync((measurement, relation) => ValueTask.FromResult(
                new GetMeasurementResponse { Measurement = measurement!.ToMessage(MeasurementMessages.ReadsValues(call.Caller, relation)) }));
    }
}
