using Tyokyky.WorkAbilityTeam.Disclosures;

namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Reads a case's package with the client's permissions of today.</summary>
[Access(Team, Relation.Owner)]
[Access(Partners, Relation.NamedParticipant)]
[Access(Role.Client, Relation.Client)]
internal sealed class GetCasePackage(CaseRelations relations, Reader reader, Database database, IBusinessClock clock)
{
    public Task<GetCasePackageResponse> Handle(GetCasePackageRequest request, Call call)
    {
        var id = Guid.Parse(request.CaseId);
        return reader
            .Load(call, CaseStore.ById(id))
            .Authorize(
                teamCase => new AuditSubject(teamCase?.Client.Id, "case-package", id),
                async teamCase => teamCase is null ? null : await relations.OfAsync(teamCase, call))
            .AnswerAsync(async (teamCase, _) => new GetCasePackageResponse { Package = await PackageAsync(teamCase!, request.Version, call) });
    }

    private async Task<CasePackage> PackageAsync(TeamCase teamCase, int asked, Call call)
    {
        var version = asked == 0 ? teamCase.PackageVersion
            : asked <= teamCase.PackageVersion ? asked
            : throw CaseErrors.PackageVersionUnknown(teamCase.PackageVersion);
        var (parts, permissions) = await database.ManyAsync(
            PackageStore.AsOf(teamCase.Id, version), PermissionStore.Given(teamCase.Client.Id, teamCase.Organisation, clock.Today), call.Cancel);
        var message = new CasePackage { CaseId = teamCase.Id.ToString(), Version = version };
        message.Sections.AddRange(
            from code in CodeSystem.Get("package-section").Entries.Select(entry => entry.Code).Distinct()
            join part in parts! on code equals part.Section
            select ToMessage(part));
        message.Permissions.AddRange(permissions!.Select(ToMessage));
        return message;
    }

    private static PackageSection ToMessage(PackagePart part)
    {
        var section = new PackageSection
        {
            Section = part.Section,
            Text = part.Text,
            ToldOn = part.ToldOn.ToDate(),
            ToldBy = part.ToldBy,
            SinceVersion = part.SinceVersion,
        };
        section.References.AddRange(part.Refs);
        return section;
    }

    private static PackagePermission ToMessage(GivenPermission permission) => new()
    {
        Kind = permission.Kind,
        Scope = permission.Scope,
        ToOrganisation = permission.ToOrganisation,
        ValidFrom = permission.ValidFrom.ToDate(),
        ValidTo = permission.ValidTo?.ToDate(),
    };
}
