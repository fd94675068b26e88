namespace Tyokyky.Referrals.UseCases;

/// <summary>Tells how much each published entry is used.</summary>
[Access(Role.Coordinator | Role.TeamMember | Role.Manager | Role.Analyst | Role.Operator)]
internal sealed class ListDirectoryUsage(OrganisationStore organisations, Database database)
{
    public static void Validate(ListDirectoryUsageRequest request, Check check) => check.OptionalPeriod(request.FromDay, request.ToDay);

    public async Task<ListDirectoryUsageResponse> Handle(ListDirectoryUsageRequest request, Call call)
    {
        var paging = call.Page(request);

        var found = await database.ListAsync(
            DirectoryUsageStore.Usage(
                request.MaintainedOnly ? call.Caller.Organisation : null, request.FromDay?.ToDay() ?? DateOnly.MinValue, request.ToDay?.ToDay() ?? DateOnly.MaxValue, paging.After?[0] ?? "", paging.AfterId(), paging.Limit),
            call.Cancel);
        var page = paging.Cut(found, row => [row.SortName, row.Id.ToString()], out var next);

        var name = await organisations.NamesAsync(page.Select(row => row.Details.Provider), call.Cancel);
        var response = new ListDirectoryUsageResponse { NextPageToken = next };
        response.Usage.AddRange(page.Select(row => new DirectoryUsage
        {
            EntryId = row.Id.ToString(),
            Name = row.Details.Name.ToMessage(),
            Service = row.Details.Service,
            Provider = row.Details.Provider,
            ProviderName = name(row.Details.Provider),
            ShownToClients = row.ShownToClients,
            ShownToProfessionals = row.ShownToProfessionals,
            OpenedByClients = row.OpenedByClients,
            OpenedByProfessionals = row.OpenedByProfessionals,
        }));
        return response;
    }
}
