using Tyokyky.WorkAbilityTeam.Common;
using Tyokyky.WorkAbilityTeam.Disclosures;

namespace Tyokyky.WorkAbilityTeam.Measurements;

/// <summary>The client records an own assessment.</summary>
[Access(Role.Client, Relation.Client)]
internal sealed class RecordOwnAssessment(
    MeasurementKind measurements, PermissionState permissions, Database database, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public static void Validate(RecordOwnAssessmentRequest request, Check check) => check
        .That(request.Values.DistinctBy(value => value.Scale).Count() == request.Values.Count, "values", "VALUE_TWICE", "each scale once");

    public Task<RecordOwnAssessmentResponse> Handle(RecordOwnAssessmentRequest request, Call call)
    {
        var caseId = Guid.Parse(request.CaseId);

        return unitOfWork
            .Load(
                request,
                call,
                AnchorStore.OfCase(caseId).Unguarded("whose client it is does not change"),
                MeasurementStore.InUse(request.Instrument, request.Version, clock.CodeDay(request.AnsweredOn))
                    .Unguarded("a version's row is added, and never changed"),
                (anchor, instrument) => (Anchor: anchor, Instrument: instrument))
            .Authorize(found => new AuditSubject(found.Anchor?.Client.Id, "case", caseId), found => permissions.RelationOfAsync(found.Anchor, call))
            .WriteAsync(async (found, commit) =>
            {
                var on = clock.DayOrToday("answered_on", request.AnsweredOn);
                var instrument = found.Instrument ?? throw MeasurementErrors.InstrumentUnknown(on);
                var scales = await database.OneAsync(MeasurementStore.Scales(), call.Cancel);
                var own = new ClientMeasurement
                {
                    Id = Guid.CreateVersion7(time.GetUtcNow()),
                    Client = found.Anchor!.Client,
                    Organisation = found.Anchor.Organisation,
                    CaseId = caseId,
                    Instrument = instrument.Code,
                    Edition = instrument.Edition,
                    Phase = MeasurementPhase.Own,
                    GoalIds = [],
                    PlannedOn = on,
                    Owner = call.Caller.Subject,
                    DueOn = on,
                    Rules = instrument with
                    {
                        Scales = [.. scales!.Where(scale => scale.Instrument == instrument.Code && scale.Edition == instrument.Edition)],
                    },
                };
                var (answered, transition) = own.Answer(request.Values.ToValues(), Rater.Client, on);
                var now = await measurements.ApplyAsync(commit, null, (answered, transition with { From = "" }));
                return new RecordOwnAssessmentResponse { Measurement = now.ToMessage(readsValues: true) };
            });
    }
}
