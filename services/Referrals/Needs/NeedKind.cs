namespace Tyokyky.Referrals.UseCases;

/// <summary>The way every action on a need goes: load, admit, ask the need, commit. What differs is in <see cref="NeedTable"/>.</summary>
internal sealed class NeedChange(NeedView view, OrganisationStore organisations, UnitOfWork unitOfWork, ClientRelations relations, IBusinessClock clock)
{
    public async Task<TResponse> Do<TRequest, TResponse>(NeedCommand command, TRequest request, Call call, Func<Proto.ServiceNeed, TResponse> answer)
        where TRequest : IMessage
        where TResponse : class, IMessage<TResponse>, new()
    {
        var rule = NeedTable.RuleOf(command.Action);
        Check.Shape(check =>
        {
            check.Uuid("need_id", command.NeedId).OptionalDay("effective_on", command.EffectiveOn).MaxLength("note", command.Note, 1000);
            if (rule.ReasonSystem is { } system)
            {
                check.Code("reason", command.Reason, system, clock.CodeDay(command.EffectiveOn));
            }
        });
        var needId = Guid.Parse(command.NeedId);

        var need = await unitOfWork.LoadAsync(call, request, NeedStore.ById(needId));
        var ties = need is null ? Relation.None : await relations.OfAsync(need.ClientId, need.Organisation, call);
        call.SetAuditSubject(need?.ClientId.ToString(), "need", command.NeedId);
        call.Authorize(need, need?.RelationOf(call.Caller, ties));
        if (call.Replay<TResponse>() is { } done)
        {
            return done;
        }

        var isMasked = await view.IsMaskedAsync(need, call);
        call.MustMatch(command.Etag, isMasked ? need.MaskedEtag : need.Etag, tellsWho: _ => !isMasked);
        if (command.Provider.Length > 0)
        {
            await organisations.RequireAsync("provider", command.Provider, call.Cancel);
        }

        var on = clock.DayOrToday("effective_on", command.EffectiveOn);
        var (next, transition) = need.Do(new NeedStep(command.Action, on, call.Caller.Organisation, command.Reason, command.Note, command.Provider, isMasked));

        return await unitOfWork.Commit(call, request)
            .Guard(NeedStore.Update(next))
            .Transition(transition)
            .Fact(FactOf(next), next.ClientId.ToString())
            .LogChange(next.ClientId, next.ObjectType, next.Id)
            .SaveAsync(answer(await view.Of(next, call)));
    }

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
internal sealed record NeedCommand(NeedAction Action, string NeedId, string Etag)
{
    public Date? EffectiveOn { get; init; }

    public string Reason { get; init; } = "";

    public string Note { get; init; } = "";

    public string Provider { get; init; } = "";
}
