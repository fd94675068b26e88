namespace Tyokyky.Referrals.UseCases;

/// <summary>Founds a standing group of the caller's organisation.</summary>
[Access(Role.Coordinator | Role.Manager)]
internal sealed class CreateStandingGroup(StandingGroupView view, OrganisationStore organisations, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(CreateStandingGroupRequest request, Check check) => check
        .OptionalCode("kind", request.Kind, "standing-group-kind", clock.CodeDay(request.FromDay))
        .GroupTexts(request.Name, request.Mandate, request.Municipalities)
        .OptionalProgramme("programme", request.Programme)
        .OptionalPeriod(request.FromDay, request.ToDay);

    public async Task<CreateStandingGroupResponse> Handle(CreateStandingGroupRequest request, Call call)
    {
        await unitOfWork.LoadAsync(call, request);
        if (call.Replay<CreateStandingGroupResponse>() is { } done)
        {
            return done;
        }

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

        return await unitOfWork.Commit(call, request)
            .Add(StandingGroupStore.Insert(group))
            .Transition(new Transition(group.ObjectType, group.Id, "", StateCode.Of(group.Status), clock.Now))
            .Fact(StandingGroupFacts.Founded(group), group.Id.ToString())
            .SaveAsync(new CreateStandingGroupResponse { Group = await view.Of(group, call) });
    }
}

internal static class StandingGroupChecks
{
    /// <summary>What can be wrong with a group's name, mandate and area.</summary>
    public static Check GroupTexts(this Check check, string name, string mandate, IReadOnlyList<string> municipalities) => check
        .Required("name", name).MaxLength("name", name, 200)
        .Required("mandate", mandate).MaxLength("mandate", mandate, 4000)
        .MaxCount("municipalities", municipalities, 400)
        .Municipalities("municipalities", municipalities);
}
