using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Coordination;

/// <summary>Sums an organisation's full-time equivalents of a period by role.</summary>
[Access(Role.Manager)]
internal sealed class SumFullTimeEquivalents(Database database)
{
    public static void Validate(SumFullTimeEquivalentsRequest request, Check check) => check
        .OptionalPeriod(request.FromDay, request.ToDay)
        .OptionalProgramme("programme", request.Programme);

    public async Task<SumFullTimeEquivalentsResponse> Handle(SumFullTimeEquivalentsRequest request, Call call)
    {
        var (from, to) = (request.FromDay.ToDay(), request.ToDay.ToDay());
        var days = to.DayNumber - from.DayNumber + 1;

        var sums = await database.ListAsync(WorkforceStore.FullTimeSums(call.Caller.Organisation, request.Programme, from, to), call.Cancel);

        var response = new SumFullTimeEquivalentsResponse { Days = days };
        response.Sums.AddRange(sums.Select(sum => new FullTimeEquivalentSum
        {
            Role = sum.Role,
            Workers = sum.Workers,
            HundredthDays = sum.HundredthDays,
            AverageHundredths = (int)((sum.HundredthDays + (days / 2)) / days),
        }));
        return response;
    }
}
