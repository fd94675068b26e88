using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Groups;

/// <summary>Founds a standing group of the caller's organisation.</summary>
[Access(Role.Coordinator | Role.Manager)]
internal sealed class CreateStandingGroup(
    StandingGroupKind groups, StandingGroupView view, OrganisationStore organisations, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(CreateStandingGroupRequest request, Check check) => check
        .OptionalCode("kind", request.Kind, "standing-group-kind", clock.CodeDay(request.FromDay))
        .Municipalities("municipalities", request.Municipalities)
        .OptionalProgramme("programme", request.Programme)
        .OptionalPeriod(request.FromDay, request.ToDay);

    public Task<CreateStandingGroupResponse> Handle(CreateStandingGroupRequest request, Call call)
    {
        return unitOfWork.Load(request, call).ForEveryone().WriteAsync(async (_, commit) =>
        {
            var group = new StandingGroup
            {
                Id = Guid.CreateVersion7(time.GetUtcNow()),
                Organisation = (await organisations.RequireAsync("organisation", call.Caller.Organisation, call.Cancel)).Id,
                Kind = request.Kind,
                Name = request.Name,
                Mandate = request.Mandate,
                Programme = request.Programme,
                Municipalities = [.. request.Municipalities.Distinct()],
                FromDay = request.FromDay?.ToDay() ?? clock.Today,
                ToDay = request.ToDay?.ToDay(),
            };
            await groups.ApplyAsync(commit, null, (group, new Transition(group.ObjectType, group.Id, "", StateCode.Of(group.Status), clock.Now)));

            return new CreateStandingGroupResponse { Group = await view.Of(group, call) };
        });
    }
}
