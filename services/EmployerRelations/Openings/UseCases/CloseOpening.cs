namespace Tyokyky.EmployerRelations.Openings;

/// <summary>Closes an opening.</summary>
[Access(Workers)]
internal sealed class CloseOpening(UnitOfWork unitOfWork, IBusinessClock clock)
{
    public void Validate(CloseOpeningRequest request, Check check) => check.OptionalCode("reason", request.Reason, "opening-close-reason", clock.Today);

    public Task<CloseOpeningResponse> Handle(CloseOpeningRequest request, Call call)
    {
        return unitOfWork
            .Load(request, call, OpeningStore.ById(Guid.Parse(request.OpeningId)).Fenced(OpeningStore.OpeningRow.Fence))
            .ForEveryone()
            .Match(opening => (opening ?? throw OpeningErrors.Unknown()).Etag)
            .WriteAsync((opening, commit) =>
            {
                var (closed, transition) = opening!.Close(request.Reason, clock.Now);

                var fact = new OpeningClosed { OpeningId = closed.Id.ToString(), EmployerId = closed.EmployerId.ToString(), Reason = request.Reason };
                commit.Change(opening, OpeningStore.OpeningRow.Update(closed)).Transition(transition).Fact(fact, fact.EmployerId);
                return ValueTask.FromResult(new CloseOpeningResponse { Opening = closed.At(opening.Version + 1).ToMessage() });
            });
    }
}
