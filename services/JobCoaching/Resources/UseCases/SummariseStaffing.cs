namespace Tyokyky.JobCoaching.Resources;

/// <summary>Sums working time of a period by role and organisation.</summary>
[Access(Role.Manager | Role.Coordinator)]
internal sealed class SummariseStaffing(Database database)
{
    public static void Validate(SummariseStaffingRequest request, Check check) => check.OptionalPeriod(request.FromDay, request.ToDay);

    public async Task<SummariseStaffingResponse> Handle(SummariseStaffingRequest request, Call call)
    {
        var (from, to) = (request.FromDay.ToDay(), request.ToDay.ToDay());
        var days = to.DayNumber - from.DayNumber + 1;
        var sums = await database.ListAsync(ResourceStore.Staffing(call.Caller.Organisation, request.Programme, from, to), call.Cancel);
        return new SummariseStaffingResponse
        {
            Days = days,
            Sums =
            {
                sums.Select(sum => new StaffingSum
                {
                    Role = sum.Role, Organisation = sum.Organisation, GrantHundredths = Average(sum.Grant), OwnHundredths = Average(sum.Own),
                }),
            },
        };

        long Average(long hundredthDays) => ((2 * hundredthDays) + days) / (2 * days);
    }
}
