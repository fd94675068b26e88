using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Needs;

/// <summary>How needs change: every action goes one way, and what differs is in <see cref="NeedTable"/>.</summary>
internal sealed class NeedKind(NeedView view, OrganisationStore organisations, UnitOfWork unitOfWork, ClientRelations relations, IBusinessClock clock)
    : AggregateKind<ServiceNeed, Proto.ServiceNeed>(unitOfWork)
{
    public async Task<TResponse> DoAsync<TRequest, TResponse>(NeedCommand command, TRequest request, Call call, Func<Proto.ServiceNeed, TResponse> answer)
        where TRequest : IMessage
        where TResponse : class, IMessage<TResponse>, new()
    {
        var reader = call.Caller.OwnOrganisation();
        var canSanction = Voluntariness.CanSanction(await organisations.KindAsync(reader, call.Cancel));

        return await ChangeAsync(
            request,
            call,
            NeedStore.Whole(Guid.Parse(command.NeedId), reader, canSanction),
            async need =>
            {
                if (command.Provider.Length > 0)
                {
                    await organisations.RequireAsync("provider", command.Provider, call.Cancel);
                }

                var on = clock.DayOrToday("effective_on", command.EffectiveOn);
                return need.Do(new NeedStep(command.Action, on, call.Caller.Organisation, command.Reason, command.Note, command.Provider));
            },
            answer);
    }

    protected override Guid? ClientOf(ServiceNeed found) => found.ClientId;

    protected override async ValueTask<Relation> RelationAsync(ServiceNeed found, Guid? part, Call call) =>
        found.RelationOf(call.Caller, await relations.OfAsync(found.ClientId, found.Organisation, call));

    protected override bool TellsWho(ServiceNeed found, Guid changed, Relation relation, Call call) => !found.IsMasked;

    protected override ValueTask<ServiceNeed> WriteAsync(Commit commit, ServiceNeed? before, Change<ServiceNeed> change)
    {
        commit
            .Change(before!, NeedStore.ServiceNeedRow.Update(change.Now))
            .Transition(change.Transition)
            .Fact(FactOf(change.Now), change.Now.ClientId.ToString());
        return ValueTask.FromResult(change.Now);
    }

    protected override ValueTask<Proto.ServiceNeed> ShowAsync(ServiceNeed now, Relation relation, Call call) => view.Of(now, call);

    private static NeedStatusChanged FactOf(ServiceNeed need) => new()
    {
        NeedId = need.Id.ToString(),
        ClientId = need.ClientId.ToString(),
        Organisation = need.Organisation,
        Service = need.Service,
        Status = StateCode.Of(need.Status),
        Reason = need.StatusReason,
        EffectiveOn = need.StatusSince.ToDate(),
    };
}

/// <summary>An action on a need with what the caller gave.</summary>
internal sealed record NeedCommand(NeedAction Action, string NeedId)
{
    public Date? EffectiveOn { get; init; }

    public string Reason { get; init; } = "";

    public string Note { get; init; } = "";

    public string Provider { get; init; } = "";
}
