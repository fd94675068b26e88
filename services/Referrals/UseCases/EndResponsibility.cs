using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.EventLog;
using Tyokyky.Records;
using Tyokyky.Referrals.Persistence;
using Tyokyky.ServiceDefaults;

namespace Tyokyky.Referrals.UseCases;

/// <summary>Ends a named person's responsibility.</summary>
internal sealed class EndResponsibility(ResponsibilityView view, Recorder recorder, Database database, IBusinessClock clock)
{
    public async Task<EndResponsibilityResponse> Handle(EndResponsibilityRequest request, Call call)
    {
        Check.Shape(check => check.Uuid("responsibility_id", request.ResponsibilityId)
            .Code("reason", request.Reason, "responsibility-end-reason", clock.CodeDay(request.ToDay))
            .OptionalDay("to_day", request.ToDay));
        var responsibilityId = Guid.Parse(request.ResponsibilityId);

        var person = await recorder.LoadAsync(call, request, ResponsibilityStore.ById(responsibilityId));
        var ties = person is null ? null : await database.OneAsync(CoordinationStore.TiesTo(person.ClientId, call.Caller, clock.Today), call.Cancel);
        call.Concerns(person?.ClientId.ToString(), "responsibility", request.ResponsibilityId);
        call.Admit(person, person?.RelationOf(call.Caller, ties!.RelationOf(call.Caller)));
        if (call.Replay<EndResponsibilityResponse>() is { } done)
        {
            return done;
        }

        call.MustMatch(request.Etag, person.Etag);
        var (next, transition) = person.End(request.Reason, clock.DayOrToday("to_day", request.ToDay), clock.Today);

        var commit = recorder.Commit(call, request)
            .Guard(ResponsibilityStore.Update(next))
            .Transition(transition)
            .Touched(next.ClientId, next.ObjectType, next.Id);
        if (next.EndReason.Length > 0)
        {
            commit.Fact(ResponsibilityFacts.Ended(next), next.ClientId.ToString());
        }

        return await commit.SaveAsync(new EndResponsibilityResponse { Person = await view.Of(next, call) });
    }
}
