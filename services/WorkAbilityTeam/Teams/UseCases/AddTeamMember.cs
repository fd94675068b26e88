using Tyokyky.WorkAbilityTeam.Common;

namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Adds a member, or a member's deputy, to a team.</summary>
[Access(Team | Role.Manager, Relation.Owner)]
internal sealed class AddTeamMember(TeamKind teams, KnownParties known, TimeProvider time, IBusinessClock clock)
{
    public void Validate(AddTeamMemberRequest request, Check check) => check
        .OptionalCode("profession", request.Profession, "profession", clock.CodeDay(request.FromDay))
        .OptionalBusinessId("organisation", request.Organisation)
        .OptionalPeriod(request.FromDay, request.ToDay);

    public Task<AddTeamMemberResponse> Handle(AddTeamMemberRequest request, Call call)
    {
        var from = request.FromDay?.ToDay() ?? clock.Today;
        if (request.ToDay?.ToDay() < from)
        {
            throw DomainException.Field("to_day", "PERIOD_INVALID", "a day not before from_day");
        }

        var id = Guid.CreateVersion7(time.GetUtcNow());
        return teams.ChangeAsync(
            request,
            call,
            TeamStore.Whole(Guid.Parse(request.TeamId)),
            async team =>
            {
                await known.RequireOrganisationAsync("organisation", request.Organisation, from, call);
                var organisation = request.Organisation.Length > 0 ? request.Organisation : team.Organisation;
                var member = new Member(
                    id, request.Worker, request.WorkerName, request.Profession, organisation, from, request.ToDay?.ToDay(), Ids.Optional(request.DeputyOf));
                return team.Add(member, clock.Today, clock.Now);
            },
            team => new AddTeamMemberResponse { Team = team, MemberId = id.ToString() });
    }
}
