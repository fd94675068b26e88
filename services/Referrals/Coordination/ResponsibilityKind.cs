namespace Tyokyky.Referrals.UseCases;

/// <summary>The way every change of a named person's responsibility goes: load, admit, ask the responsibility, commit.</summary>
internal sealed class ResponsibilityChange(ResponsibilityView view, UnitOfWork unitOfWork, Database database, IBusinessClock clock)
{
    public async Task<TResponse> Do<TRequest, TResponse>(
        string responsibilityId, string etag, TRequest request, Call call, Func<ResponsiblePerson, (ResponsiblePerson Person, Transition Transition)> decide, Func<Proto.ResponsiblePerson, TResponse> answer)
        where TRequest : IMessage
        where TResponse : class, IMessage<TResponse>, new()
    {
        var person = await unitOfWork.LoadAsync(call, request, ResponsibilityStore.ById(Guid.Parse(responsibilityId)));
        var ties = person is null ? null : await database.OneAsync(CoordinationStore.TiesTo(person.ClientId, call.Caller, clock.Today), call.Cancel);
        call.SetAuditSubject(person?.ClientId.ToString(), "responsibility", responsibilityId);
        call.Authorize(person, person?.RelationOf(call.Caller, ties!.RelationOf(call.Caller)));
        if (call.Replay<TResponse>() is { } done)
        {
            return done;
        }

        call.MustMatch(etag, person.Etag);
        var (next, transition) = decide(person);

        var commit = unitOfWork.Commit(call, request)
            .Guard(ResponsibilityStore.Update(next))
            .Transition(transition)
            .LogChange(next.ClientId, next.ObjectType, next.Id);
        if (next.EndReason.Length > 0)
        {
            commit.Fact(ResponsibilityFacts.Ended(next), next.ClientId.ToString());
        }

        return await commit.SaveAsync(answer(await view.Of(next, call)));
    }
}
