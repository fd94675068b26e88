namespace Tyokyky.Referrals.Pathways;

/// <summary>Agrees on a next action beside the steps.</summary>
[Access(Role.Coordinator | Role.TeamMember | Role.Coach, Relation.Owner | Relation.CaseManager)]
internal sealed class SetNextAction(PathwayKind pathways, IBusinessClock clock)
{
    public void Validate(SetNextActionRequest request, Check check) => check
        .That(request.Text.Length == 0 == request.Day is null, "day", "FIELD_REQUIRED", "the action's day, with text alone")
        .OptionalDayAfter("day", request.Day, clock.Today.AddDays(-1));

    public Task<SetNextActionResponse> Handle(SetNextActionRequest request, Call call)
    {
        return pathways.ChangeAsync(
            request,
            call,
            PathwayStore.Whole(Guid.Parse(request.PathwayId)),
            pathway =>
            {
                pathway.RequireOpen();
                return (
                    pathway with { AgreedAction = request.Text, AgreedActionOn = request.Day?.ToDay() },
                    new Transition(pathway.ObjectType, pathway.Id, "open", request.Text.Length > 0 ? "action-agreed" : "action-done", clock.Now));
            },
            pathway => new SetNextActionResponse { Pathway = pathway });
    }
}
