using System.Globalization;
using System.Text;
using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.WorkAbilityTeam.Measurements;

/// <summary>The consented values of an organisation under pseudonyms, as CSV.</summary>
[Access(Role.Manager | Role.Analyst)]
internal sealed class ExtractMeasurements(Reader reader, IBusinessClock clock)
{
    private const string Head = "pseudonym;age_band;instrument;version;phase;rater;month;scale;value_hundredths;norm_tenths\n";

    public static void Validate(ExtractMeasurementsRequest request, Check check) => check.OptionalPeriod(request.FromDay, request.ToDay);

    public Task<ExtractMeasurementsResponse> Handle(ExtractMeasurementsRequest request, Call call)
    {
        var filter = (request.FromDay?.ToDay() ?? DateOnly.MinValue, request.ToDay?.ToDay() ?? clock.Today, request.Instrument);
        return reader.ListAsync(
            request,
            call,
            paging => MeasurementStore.Consented(
                call.Caller.Organisation, filter, clock.Today, paging.After is { } after ? (after.Id(0), after[1]) : (Guid.Empty, ""), paging.Limit),
            value => [value.Id.ToString(), value.Scale.Code],
            value => new Touch(value.ClientId, "measurement", value.Id.ToString()),
            page => ValueTask.FromResult(new ExtractMeasurementsResponse { Csv = Csv(page, withHead: request.PageToken.Length == 0) }));
    }

    // A day would say more than a month of who it is; the codes hold no separator.
    private static string Csv(IReadOnlyList<ExtractedValue> values, bool withHead)
    {
        var text = new StringBuilder(withHead ? Head : "");
        foreach (var value in values)
        {
            text.Append(CultureInfo.InvariantCulture, $"{value.Pseudonym};{BandOf(value.AgeBand)};{value.Scale.Instrument};{value.Scale.Edition};")
                .Append(CultureInfo.InvariantCulture, $"{StateCode.Of(value.Phase)};{StateCode.Of(value.Rater)};{value.AnsweredOn:yyyy-MM};")
                .Append(CultureInfo.InvariantCulture, $"{value.Scale.Code};{value.Hundredths};{value.Scale.NormTenths(value.Hundredths)}\n");
        }

        return text.ToString();
    }

    private static string BandOf(AgeBand band) => band switch
    {
        AgeBand.Under18 => "0-17",
        AgeBand._1829 => "18-29",
        AgeBand._3054 => "30-54",
        AgeBand._5564 => "55-64",
        AgeBand._65Over => "65-",
        _ => "",
    };
}
