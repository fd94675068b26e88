namespace Tyokyky.Referrals.UseCases;

/// <summary>Counts an organisation's unmet needs by municipality and service.</summary>
[Access(Role.Coordinator | Role.TeamMember | Role.Manager)]
internal sealed class ListUnmetNeeds(OrganisationStore organisations, Database database, IBusinessClock clock)
{
    public void Validate(ListUnmetNeedsRequest request, Check check) => check
        .OptionalMunicipality("municipality", request.Municipality)
        .OptionalCode("service", request.Service, "service", clock.CodeDay(request.ToDay))
        .OptionalPeriod(request.FromDay, request.ToDay)
        .OptionalProgramme("programme", request.Programme);

    public async Task<ListUnmetNeedsResponse> Handle(ListUnmetNeedsRequest request, Call call)
    {
        var paging = call.Page(request);
        var filter = new UnmetFilter(request.FromDay?.ToDay() ?? DateOnly.MinValue, request.ToDay?.ToDay() ?? DateOnly.MaxValue, request.Municipality, request.Service, request.Programme,
            Voluntariness.CanSanction(await organisations.KindAsync(call.Caller.Organisation, call.Cancel)));

        var found = await database.ListAsync(NeedStore.Unmet(call.Caller.Organisation, filter, paging.After?[0] ?? "", paging.After?[1] ?? "", paging.Limit), call.Cancel);
        var page = paging.Cut(found, row => [row.Municipality, row.Service], out var next);

        var response = new ListUnmetNeedsResponse { NextPageToken = next };
        response.Rows.AddRange(page.Select(row => new UnmetNeeds
        {
            Municipality = row.Municipality,
            Service = row.Service,
            Open = row.Open,
            Waiting = row.Waiting,
            Declined = row.Declined,
            NoSuchService = row.NoSuchService,
            Received = row.Received,
            Unmet = row.Open + row.Waiting + row.Declined + row.NoSuchService + row.NotStarted,
            Clients = row.Clients,
            NotStarted = row.NotStarted,
        }));
        return response;
    }
}
