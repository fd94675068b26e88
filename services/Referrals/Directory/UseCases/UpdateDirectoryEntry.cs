using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Directory;

/// <summary>Changes what an entry tells, or who keeps it.</summary>
[Access(Role.Operator)]
[Access(Workers | Role.Manager, Keepers)]
internal sealed class UpdateDirectoryEntry(DirectoryEntryKind entries, OrganisationStore organisations, IBusinessClock clock)
{
    public void Validate(UpdateDirectoryEntryRequest request, Check check) => check.Details(request.Details, clock.Today);

    public Task<UpdateDirectoryEntryResponse> Handle(UpdateDirectoryEntryRequest request, Call call)
    {
        return entries.ChangeAsync(
            request,
            call,
            DirectoryStore.Whole(Guid.Parse(request.EntryId)),
            async entry =>
            {
                var kind = await organisations.ProviderKindAsync(request.Details, call);
                var organisation = request.MaintainerOrganisation.Length > 0
                    ? (await organisations.RequireAsync("maintainer_organisation", request.MaintainerOrganisation, call.Cancel)).Id
                    : entry.MaintainerOrganisation;
                var maintainer = request.Maintainer.Length > 0 ? request.Maintainer : organisation == entry.MaintainerOrganisation ? entry.Maintainer : "";
                return entry.Update(request.Details.ToDomain(kind), organisation, maintainer, clock.Today);
            },
            entry => new UpdateDirectoryEntryResponse { Entry = entry });
    }
}
