namespace Tyokyky.Referrals.UseCases;

/// <summary>A person decides on what a screening proposes.</summary>
[Access(Workers, Relation.Owner)]
internal sealed class DecideProposal(ScreeningView view, UnitOfWork unitOfWork, IBusinessClock clock)
{
    public static void Validate(DecideProposalRequest request, Check check) => check
        .That(request.Decision is ProposalDecision.TakenUp or ProposalDecision.NotTakenUp, "decision", "FIELD_REQUIRED", "taken up or not taken up")
        .That(request.Decision != ProposalDecision.NotTakenUp || request.Note.Length > 0, "note", "FIELD_REQUIRED", "why it is not taken up");

    public async Task<DecideProposalResponse> Handle(DecideProposalRequest request, Call call)
    {
        var screening = await unitOfWork.LoadAsync(call, request, ScreeningStore.ById(Guid.Parse(request.ScreeningId)));
        call.SetAuditSubject(screening?.ClientId.ToString(), "screening", request.ScreeningId);
        call.Authorize(screening, screening?.RelationOf(call.Caller));
        if (call.Replay<DecideProposalResponse>() is { } done)
        {
            return done;
        }

        call.MustMatch(request.Etag, screening.Etag);
        var (decided, proposal) = screening.Decide(request.Rule, request.Decision, request.Note, clock.Today, call.ActingUser ?? call.Caller.Subject);

        return await unitOfWork.Commit(call, request)
            .Guard(ScreeningStore.Update(decided))
            .Transition(new Transition(decided.ObjectType, decided.Id, "open", StateCode.Of(proposal.Decision), clock.Now, proposal.Rule))
            .Fact(
                new ScreeningProposalDecided
                {
                    ScreeningId = request.ScreeningId,
                    ClientId = decided.ClientId.ToString(),
                    Organisation = decided.Organisation,
                    TakenUp = proposal.Decision == ProposalDecision.TakenUp,
                    DecidedOn = clock.Today.ToDate(),
                },
                decided.ClientId.ToString())
            .LogChange(decided.ClientId, decided.ObjectType, decided.Id)
            .SaveAsync(new DecideProposalResponse { Screening = await view.Of(decided, call) });
    }
}
