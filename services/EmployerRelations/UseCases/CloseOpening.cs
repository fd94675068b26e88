namespace Tyokyky.EmployerRelations.UseCases;

/// <summary>Closes an opening.</summary>
[Access(Workers)]
internal sealed class CloseOpening(UnitOfWork unitOfWork, IBusinessClock clock)
{
    public void Validate(CloseOpeningRequest request, Check check) => check.OptionalCode("reason", request.Reason, "opening-close-reason", clock.Today);

    public async Task<CloseOpeningResponse> Handle(CloseOpeningRequest request, Call call)
    {
        var opening = await unitOfWork.LoadAsync(call, request, OpeningStore.ById(Guid.Parse(request.OpeningId)));
        if (call.Replay<CloseOpeningResponse>() is { } done)
        {
            return done;
        }

        call.MustMatch(request.Etag, (opening ?? throw OpeningErrors.Unknown()).Etag);
        var (closed, transition) = opening.Close(request.Reason, clock.Now);

        return await unitOfWork.Commit(call, request)
            .Guard(OpeningStore.UpdateClosed(closed))
            .Transition(transition)
            .Fact(new OpeningClosed { OpeningId = closed.Id.ToString(), EmployerId = closed.EmployerId.ToString(), Reason = request.Reason }, closed.EmployerId.ToString())
            .SaveAsync(new CloseOpeningResponse { Opening = closed.ToMessage() });
    }
}
