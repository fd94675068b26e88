namespace Tyokyky.Referrals.UseCases;

/// <summary>Screens one client by the rules of the day.</summary>
[Access(Workers, Relation.Controller)]
internal sealed class ScreenClient(ScreeningView view, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(ScreenClientRequest request, Check check) => check
        .Codes("answers", request.Answers, "screening-question", clock.CodeDay(request.ScreenedOn))
        .OptionalCode("readiness", request.Readiness, "readiness", clock.CodeDay(request.ScreenedOn));

    public async Task<ScreenClientResponse> Handle(ScreenClientRequest request, Call call)
    {
        var clientId = Guid.Parse(request.ClientId);

        var (record, facts) = await unitOfWork.LoadAsync(call, request, ClientStore.Own(clientId, call.Caller.Organisation), ScreeningStore.FactsOf(clientId, call.Caller.Organisation));
        call.SetAuditSubject(request.ClientId, "screening", "");
        call.Authorize(record, Relation.Controller);
        if (call.Replay<ScreenClientResponse>() is { } done)
        {
            return done;
        }

        var day = clock.DayOrToday("screened_on", request.ScreenedOn);
        var person = new ScreenedPerson(clientId, record.BirthDate, facts!, request.Answers);
        var screening = new Screening
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            ClientId = clientId,
            Organisation = call.Caller.Organisation,
            ScreenedOn = day,
            UnemployedSince = person.UnemployedSince(day),
            Answers = [.. request.Answers.Distinct()],
            Readiness = request.Readiness,
            RecordedAt = time.GetUtcNow(),
            Proposals = ScreeningProposal.For(person, day),
        };

        return await unitOfWork.Commit(call, request)
            .Add(ScreeningStore.Insert(screening))
            .Transition(new Transition(screening.ObjectType, screening.Id, "", "screened", FinnishTime.StartOf(day)))
            .Fact(
                new ClientScreened
                {
                    ScreeningId = screening.Id.ToString(),
                    Client = Facets.Of(record, day),
                    Organisation = screening.Organisation,
                    ScreenedOn = day.ToDate(),
                    UnemployedSince = screening.UnemployedSince?.ToDate(),
                    TriggerPassed = screening.TriggerPassed,
                    Proposals = screening.Proposals.Count,
                },
                clientId.ToString())
            .LogChange(clientId, screening.ObjectType, screening.Id)
            .SaveAsync(new ScreenClientResponse { Screening = await view.Of(screening, call) });
    }
}
