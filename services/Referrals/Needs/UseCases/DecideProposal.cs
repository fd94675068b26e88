using Tyokyky.Referrals.Clients;

namespace Tyokyky.Referrals.Needs;

/// <summary>A person decides on what a screening proposes.</summary>
[Access(Workers, Relation.Owner)]
internal sealed class DecideProposal(ScreeningView view, UnitOfWork unitOfWork, IBusinessClock clock)
{
    public static void Validate(DecideProposalRequest request, Check check) => check
        .That(request.Decision is ProposalDecision.TakenUp or ProposalDecision.NotTakenUp, "decision", "FIELD_REQUIRED", "taken up or not taken up")
        .That(request.Decision != ProposalDecision.NotTakenUp || request.Note.Length > 0, "note", "FIELD_REQUIRED", "why it is not taken up");

    public Task<DecideProposalResponse> Handle(DecideProposalRequest request, Call call)
    {
        var id = Guid.Parse(request.ScreeningId);

        return unitOfWork
            .Load(request, call, ScreeningStore.ById(id).Fenced(ScreeningStore.ScreeningRow.Fence))
            .Authorize(screening => new AuditSubject(screening?.ClientId, "screening", id), screening => screening?.RelationOf(call.Caller))
            .Match(screening => screening!.Etag)
            .WriteAsync(async (screening, commit) =>
            {
                var (decided, proposal) = screening!.Decide(request.Rule, request.Decision, request.Note, clock.Today, call.ActingUser ?? call.Caller.Subject);
                commit
                    .Change(screening, ScreeningStore.ScreeningRow.Update(decided))
                    .Transition(new Transition(decided.ObjectType, decided.Id, "open", StateCode.Of(proposal.Decision), clock.Now, proposal.Rule))
                    .Fact(FactOf(decided, proposal), decided.ClientId.ToString())
                    .LogChange(decided.ClientId, decided.ObjectType, decided.Id);
                return new DecideProposalResponse { Screening = await view.Of(decided.At(screening.Version + 1), call) };
            });
    }

    private ScreeningProposalDecided FactOf(Screening screening, ScreeningProposal proposal) => new()
    {
        ScreeningId = screening.Id.ToString(),
        ClientId = screening.ClientId.ToString(),
        Organisation = screening.Organisation,
        TakenUp = proposal.Decision == ProposalDecision.TakenUp,
        DecidedOn = clock.Today.ToDate(),
    };
}
