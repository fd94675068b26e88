namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>The asked organisation agrees to have the client's case manager, or declines.</summary>
[Access(Partners, Relation.Receiver)]
internal sealed class AnswerCaseManagerNaming(NamingKind namings, IBusinessClock clock)
{
    public Task<AnswerCaseManagerNamingResponse> Handle(AnswerCaseManagerNamingRequest request, Call call)
    {
        return namings.ChangeAsync(
            request,
            call,
            NamingStore.Whole(Guid.Parse(request.NamingId)),
            naming => naming.AnswerWith(request.Agreed, request.Worker, request.WorkerName, request.Answer, clock.Today, clock.Now),
            naming => new AnswerCaseManagerNamingResponse { Naming = naming });
    }
}
