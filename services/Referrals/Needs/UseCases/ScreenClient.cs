using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Needs;

/// <summary>Screens one client by the rules of the day.</summary>
[Access(Workers, Relation.Controller)]
internal sealed class ScreenClient(ScreeningView view, AgreedRows agreements, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(ScreenClientRequest request, Check check) => check
        .Codes("answers", request.Answers, "screening-question", clock.CodeDay(request.ScreenedOn))
        .OptionalCode("readiness", request.Readiness, "readiness", clock.CodeDay(request.ScreenedOn));

    public Task<ScreenClientResponse> Handle(ScreenClientRequest request, Call call)
    {
        var clientId = Guid.Parse(request.ClientId);

        return unitOfWork
            .Load(
                request,
                call,
                ClientStore.Own(clientId, call.Caller.Organisation).Unguarded("the screening keeps what was known when the client was screened"),
                ScreeningStore.FactsOf(clientId, call.Caller.Organisation).Unguarded("the same of the situation"),
                (record, facts) => (Record: record, Facts: facts!))
            .Authorize(_ => new AuditSubject(clientId, "screening", ""), found => found.Record is null ? null : Relation.Controller)
            .WriteAsync(async (found, commit) =>
            {
                var area = await agreements.InAsync(commit, found.Record!.FactMunicipality);
                var screening = Screen(request, call, new ScreenedPerson(clientId, found.Record.BirthDate, found.Facts, request.Answers), area);
                commit
                    .Add(ScreeningStore.ScreeningRow.Insert(screening))
                    .Transition(new Transition(screening.ObjectType, screening.Id, "", "screened", FinnishTime.StartOf(screening.ScreenedOn)))
                    .Fact(FactOf(screening, found.Record), clientId.ToString())
                    .LogChange(clientId, screening.ObjectType, screening.Id);
                return new ScreenClientResponse { Screening = await view.Of(screening, call) };
            });
    }

    private Screening Screen(ScreenClientRequest request, Call call, ScreenedPerson person, AreaAgreements area)
    {
        var day = clock.DayOrToday("screened_on", request.ScreenedOn);
        var proposals = ScreeningProposal.For(person, day, area);
        return new Screening
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            ClientId = person.ClientId,
            Organisation = call.Caller.Organisation,
            ScreenedOn = day,
            UnemployedSince = person.UnemployedSince(day),
            Answers = [.. request.Answers.Distinct()],
            Readiness = request.Readiness,
            RecordedAt = time.GetUtcNow(),
            Proposals = proposals,
            OpenProposals = proposals.Count,
        };
    }

    private static ClientScreened FactOf(Screening screening, ClientRecord record) => new()
    {
        ScreeningId = screening.Id.ToString(),
        Client = Facets.Of(record, screening.ScreenedOn),
        Organisation = screening.Organisation,
        ScreenedOn = screening.ScreenedOn.ToDate(),
        UnemployedSince = screening.UnemployedSince?.ToDate(),
        TriggerPassed = screening.TriggerPassed,
        Proposals = screening.Proposals.Count,
    };
}
