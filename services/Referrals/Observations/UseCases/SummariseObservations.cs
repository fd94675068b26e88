using System.Globalization;
using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Observations;

/// <summary>Counts the observations of a year by every dimension.</summary>
[Access(Role.Coordinator | Role.Manager | Role.Analyst)]
internal sealed class SummariseObservations(Database database)
{
    public static void Validate(SummariseObservationsRequest request, Check check) => check
        .OptionalMunicipality("municipality", request.Municipality)
        .OptionalProgramme("programme", request.Programme);

    public async Task<SummariseObservationsResponse> Handle(SummariseObservationsRequest request, Call call)
    {
        var year = new ObservationYear(request.Year, request.Municipality, request.Programme);

        var (totals, tallies) = await database.ManyAsync(
            ObservationStore.Totals(call.Caller.Organisation, year), ObservationStore.Tally(call.Caller.Organisation, year), call.Cancel);

        var response = new SummariseObservationsResponse
        {
            Observations = totals!.Observations,
            WithProposal = totals.WithProposal,
            Sent = totals.Sent,
            Answered = totals.Answered,
            MedianDaysToReply = totals.MedianDays,
        };
        response.Counts.AddRange(tallies!.Select(tally => new ObservationCount
        {
            Dimension = tally.Dimension,
            Code = tally.Dimension == "status" ? StateCode.Of((ObservationStatus)int.Parse(tally.Code, CultureInfo.InvariantCulture)) : tally.Code,
            Observations = tally.Observations,
        }));
        return response;
    }
}
