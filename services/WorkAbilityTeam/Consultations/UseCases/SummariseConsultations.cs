namespace Tyokyky.WorkAbilityTeam.Consultations;

/// <summary>Counts an organisation's consultations in a period, and names the services that never asked.</summary>
[Access(Team | Role.Manager)]
internal sealed class SummariseConsultations(Database database)
{
    private const int MostYears = 5;

    public static void Validate(SummariseConsultationsRequest request, Check check) => check
        .OptionalPeriod(request.FromDay, request.ToDay)
        .OptionalDay(
            "to_day", request.ToDay, to => request.FromDay is null || to.Year - request.FromDay.Year <= MostYears,
            "PERIOD_TOO_LONG", "within five years of from_day");

    public async Task<SummariseConsultationsResponse> Handle(SummariseConsultationsRequest request, Call call)
    {
        var (from, to) = (request.FromDay.ToDay(), request.ToDay.ToDay());

        var (totals, tally) = await database.ManyAsync(
            ConsultationStore.Totals(call.Caller.Organisation, from, to, request.Kind),
            ConsultationStore.Tally(call.Caller.Organisation, from, to, request.Kind), call.Cancel);

        var response = new SummariseConsultationsResponse
        {
            Sessions = totals!.Sessions,
            MattersHandled = totals.Handled,
            MattersAsked = totals.Asked,
            ConsultationsGiven = totals.Given,
            Askers = totals.Askers,
            RepeatAskers = totals.RepeatAskers,
            Named = totals.Named,
        };
        response.ByService.AddRange(Counts(tally!, "service"));
        response.ByTopic.AddRange(Counts(tally!, "topic"));
        response.ServicesThatNeverAsked.AddRange(CodeSystem.Get("contacting-service").Entries
            .Where(entry => entry.IsValidOn(to)).Select(entry => entry.Code).Distinct()
            .Except(response.ByService.Select(count => count.Code)));
        return response;
    }

    private static IEnumerable<ConsultationCount> Counts(IReadOnlyList<ConsultationTally> tally, string dimension) =>
        tally.Where(one => one.Dimension == dimension).Select(one => new ConsultationCount { Code = one.Code, Matters = one.Matters });
}
