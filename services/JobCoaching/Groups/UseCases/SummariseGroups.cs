namespace Tyokyky.JobCoaching.Groups;

/// <summary>Counts what the organisation's groups of a period come to.</summary>
[Access(Role.Coach | Role.Coordinator | Role.Manager)]
internal sealed class SummariseGroups(Database database)
{
    public static void Validate(SummariseGroupsRequest request, Check check) => check.OptionalPeriod(request.FromDay, request.ToDay);

    public async Task<SummariseGroupsResponse> Handle(SummariseGroupsRequest request, Call call)
    {
        var counts = await database.ListAsync(
            GroupStore.Counts(call.Caller.Organisation, request.Programme, request.FromDay.ToDay(), request.ToDay.ToDay()), call.Cancel);
        return new SummariseGroupsResponse { Summaries = { counts.Select(ToMessage) } };
    }

    private static GroupSummary ToMessage(GroupCount count) => new()
    {
        Kind = count.Kind,
        Programme = count.Programme,
        Groups = count.Groups,
        SessionsHeld = count.Held,
        SessionsCancelled = count.Cancelled,
        Minutes = count.Minutes,
        Persons = count.Persons,
        Present = count.Present,
        AbsentWithNotice = count.AbsentWithNotice,
        AbsentWithoutNotice = count.AbsentWithoutNotice,
    };
}
