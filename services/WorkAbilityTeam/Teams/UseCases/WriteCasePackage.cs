namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Tells parts of a case's package, once for all its meetings.</summary>
[Access(Team, Relation.Owner)]
internal sealed class WriteCasePackage(CaseKind cases, IBusinessClock clock)
{
    public void Validate(WriteCasePackageRequest request, Check check) => check
        .Each("sections", request.Sections, (each, part) => each.OptionalCode("section", part.Section, "package-section", clock.CodeDay(request.ToldOn)))
        .That(
            request.Sections.Select(part => part.Section).Distinct().Count() == request.Sections.Count, "sections", "VALUE_TWICE", "each part once");

    public Task<WriteCasePackageResponse> Handle(WriteCasePackageRequest request, Call call)
    {
        var on = clock.DayOrToday("told_on", request.ToldOn);
        return cases.ChangeAsync(
            request,
            call,
            CaseStore.Whole(Guid.Parse(request.CaseId)),
            (teamCase, commit) =>
            {
                var (told, transition) = teamCase.Tell(clock.Now);
                foreach (var part in request.Sections)
                {
                    commit.Add(PackageStore.PackagePartRow.Insert(
                        new PackagePart(part.Section, told.PackageVersion, part.Text, [.. part.References], on, call.Caller.Organisation), told.Id));
                }

                return ValueTask.FromResult<Change<TeamCase>>((told, transition));
            },
            teamCase => new WriteCasePackageResponse { TeamCase = teamCase });
    }
}
