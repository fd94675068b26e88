namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Registers a team of the caller's organisation.</summary>
[Access(Team | Role.Manager)]
internal sealed class RegisterTeam(TeamKind teams, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public static void Validate(RegisterTeamRequest request, Check check) => check
        .Municipalities("municipalities", request.Municipalities)
        .OptionalValidity(request.ValidFrom, request.ValidTo);

    public Task<RegisterTeamResponse> Handle(RegisterTeamRequest request, Call call) =>
        unitOfWork
            .Load(request, call)
            .ForEveryone()
            .WriteAsync(async (_, commit) =>
            {
                var from = request.ValidFrom?.ToDay() ?? clock.Today;
                if (request.ValidTo?.ToDay() < from)
                {
                    throw TeamErrors.DayBeforeStart("valid_to", from);
                }

                var team = new WorkTeam
                {
                    Id = Guid.CreateVersion7(time.GetUtcNow()),
                    Organisation = call.Caller.Organisation,
                    Name = request.Name,
                    Municipalities = [.. request.Municipalities.Distinct()],
                    ValidFrom = from,
                    ValidTo = request.ValidTo?.ToDay(),
                };
                await teams.ApplyAsync(commit, null, team.Registered());
                return new RegisterTeamResponse { Team = team.ToMessage(Relation.Owner) };
            });
}
