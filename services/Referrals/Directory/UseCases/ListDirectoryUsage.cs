using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Directory;

/// <summary>Tells how much each published entry is used.</summary>
[Access(Role.Coordinator | Role.TeamMember | Role.Manager | Role.Analyst | Role.Operator)]
internal sealed class ListDirectoryUsage(OrganisationStore organisations, Reader reader)
{
    public static void Validate(ListDirectoryUsageRequest request, Check check) => check.OptionalPeriod(request.FromDay, request.ToDay);

    public Task<ListDirectoryUsageResponse> Handle(ListDirectoryUsageRequest request, Call call)
    {
        var maintainer = request.MaintainedOnly ? call.Caller.Organisation : null;
        var (from, to) = (request.FromDay?.ToDay() ?? DateOnly.MinValue, request.ToDay?.ToDay() ?? DateOnly.MaxValue);

        return reader.ListAsync(
            request,
            call,
            paging => DirectoryUsageStore.Usage(maintainer, from, to, paging.After?[0] ?? "", paging.AfterId(), paging.Limit),
            row => [row.SortName, row.Id.ToString()],
            _ => null,
            async page =>
            {
                var name = await organisations.NamesAsync(page.Select(row => row.Details.Provider), call.Cancel);
                return new ListDirectoryUsageResponse { Usage = { page.Select(row => ToMessage(row, name)) } };
            });
    }

    private static DirectoryUsage ToMessage(EntryUse row, Func<string, string> name) => new()
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
        KnowledgeKind = row.Details.KnowledgeKind,
    };
}
