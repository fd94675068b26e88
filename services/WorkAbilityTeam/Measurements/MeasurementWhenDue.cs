namespace Tyokyky.WorkAbilityTeam.Measurements;

/// <summary>A measurement's day has come and nobody has done anything yet: its owner finds it among those that are due, and it is told.</summary>
internal sealed class TellDueMeasurement(MeasurementKind measurements, UnitOfWork unitOfWork, Database database, IBusinessClock clock) : IDueWork
{
    public string Kind => MeasurementKind.DueKind;

    public async Task RunAsync(DueItem item, CancellationToken cancel)
    {
        var measurement = await database.OneAsync(MeasurementStore.ById(Guid.Parse(item.Key)), cancel);
        if (measurement!.FallDue(clock.Today) is { } fallen)
        {
            var commit = unitOfWork.SystemCommit(item.Call);
            await measurements.ApplyAsync(commit, measurement, fallen);
            await commit.SaveAsync();
        }
        else if (measurement is { FellDue: false, NextAttemptOn: { } due })
        {
            // An operator ran it before its time.
            await unitOfWork.SystemCommit(item.Call).Due(Kind, item.Key, FinnishTime.StartOf(due)).SaveAsync();
        }
    }
}
