using System.Globalization;

namespace Tyokyky.JobCoaching.Caseloads;

/// <summary>Lists what is due on a day or in a week.</summary>
[Access(Role.Coach | Role.Coordinator | Role.Manager)]
internal sealed class ListAgenda(Reader reader, IEnumerable<IAgendaSource> sources, IBusinessClock clock)
{
    private const int DaysOfWeek = 7;

    public Task<ListAgendaResponse> Handle(ListAgendaRequest request, Call call)
    {
        var today = clock.Today;
        var (from, to) = Span(request.Span, request.Day?.ToDay() ?? today);

        return reader.ListAsync(
            request,
            call,
            paging => CaseloadStore.Due(
                sources,
                new AgendaScope(
                    call.Caller.Organisation, request.Coach, from > today ? from : null, to, today,
                    paging.After is { } after ? (after.Day(0), (int)after.Number(1), after.Id(2)) : (DateOnly.MinValue, 0, Guid.Empty), paging.Limit)),
            item => [PagingKeys.DayKey(item.DueOn), ((int)item.Kind).ToString(CultureInfo.InvariantCulture), item.SubjectId.ToString()],
            item => new Touch(item.ClientId, item.CoachingId is null ? "client" : "coaching", (item.CoachingId ?? item.ClientId).ToString()),
            page => ValueTask.FromResult(new ListAgendaResponse
            {
                Items = { page.Select(item => item.ToMessage(today)) },
                FromDay = from.ToDate(),
                ToDay = to.ToDate(),
            }));
    }

    private static (DateOnly From, DateOnly To) Span(AgendaSpan span, DateOnly day)
    {
        if (span == AgendaSpan.Day) { return (day, day); }
        var monday = day.AddDays(-(((int)day.DayOfWeek + DaysOfWeek - 1) % DaysOfWeek));
        return (monday, monday.AddDays(DaysOfWeek - 1));
    }
}
