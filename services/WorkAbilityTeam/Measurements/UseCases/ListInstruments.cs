namespace Tyokyky.WorkAbilityTeam.Measurements;

/// <summary>Lists the instruments' versions in use on a day.</summary>
[Access(Team | Role.Coach | Role.Manager | Role.Analyst | Role.Client)]
internal sealed class ListInstruments(Database database, IBusinessClock clock)
{
    public async Task<ListInstrumentsResponse> Handle(ListInstrumentsRequest request, Call call)
    {
        var (versions, scales) = await database.ManyAsync(
            MeasurementStore.InUse(request.ValidOn?.ToDay() ?? clock.Today), MeasurementStore.Scales(), call.Cancel);
        return new ListInstrumentsResponse { Instruments = { versions!.Select(version => version.ToMessage(scales!)) } };
    }
}
