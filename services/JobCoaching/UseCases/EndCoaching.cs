namespace Tyokyky.JobCoaching.UseCases;

/// <summary>Ends a coaching with its outcome.</summary>
[Access(Role.Coach, Relation.Owner)]
internal sealed class EndCoaching(UnitOfWork unitOfWork, IBusinessClock clock)
{
    public void Validate(EndCoachingRequest request, Check check) => check.OptionalCode("outcome", request.Outcome, "coaching-outcome", clock.CodeDay(request.EndedOn));

    public async Task<EndCoachingResponse> Handle(EndCoachingRequest request, Call call)
    {
        var coaching = await unitOfWork.LoadAsync(call, request, CoachingStore.ById(Guid.Parse(request.CoachingId)));
        call.SetAuditSubject(coaching?.Client.Id.ToString(), "coaching", request.CoachingId);
        call.Authorize(coaching, coaching?.RelationOf(call.Caller));
        if (call.Replay<EndCoachingResponse>() is { } done)
        {
            return done;
        }

        call.MustMatch(request.Etag, coaching.Etag);
        var (ended, transition) = coaching.End(request.Outcome, clock.DayOrToday("ended_on", request.EndedOn));

        return await unitOfWork.Commit(call, request)
            .Guard(CoachingStore.Update(ended))
            .Transition(transition)
            .Fact(
                new CoachingEnded
                {
                    CoachingId = request.CoachingId,
                    Client = ended.Facets(),
                    Organisation = ended.Organisation,
                    Outcome = ended.Outcome,
                    EndedOn = ended.EndedOn?.ToDate(),
                    CaseId = ended.CaseId.ToString(),
                    MeasureId = ended.MeasureId.ToString(),
                },
                ended.Client.Id.ToString())
            .LogChange(ended.Client.Id, ended.ObjectType, ended.Id)
            .SaveAsync(new EndCoachingResponse { Coaching = ended.ToMessage() });
    }
}
