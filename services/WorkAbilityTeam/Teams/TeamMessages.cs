namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Teams as messages.</summary>
internal static class TeamMessages
{
    public static RegisteredTeam ToMessage(this WorkTeam team, Relation held)
    {
        var message = new RegisteredTeam
        {
            TeamId = team.Id.ToString(),
            Organisation = team.Organisation,
            Name = team.Name,
            ValidFrom = team.ValidFrom.ToDate(),
            ValidTo = team.ValidTo?.ToDate(),
            Etag = (held & Relation.Owner) != 0 ? team.Etag : "",
        };
        message.Municipalities.AddRange(team.Municipalities);
        message.Members.AddRange(team.Members.Select(member => new TeamMember
        {
            MemberId = member.Id.ToString(),
            Worker = member.Worker,
            WorkerName = member.Name,
            Profession = member.Profession,
            Organisation = member.Organisation,
            FromDay = member.FromDay.ToDate(),
            ToDay = member.ToDay?.ToDate(),
            DeputyOf = member.DeputyOf?.ToString() ?? "",
        }));
        return message;
    }
}
