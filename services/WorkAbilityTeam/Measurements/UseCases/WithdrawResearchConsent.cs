namespace Tyokyky.WorkAbilityTeam.Measurements;

/// <summary>Records that the client withdrew the consent to research.</summary>
[Access(Team, Relation.Owner)]
[Access(Role.Client, Relation.Client)]
internal sealed class WithdrawResearchConsent(ConsentKind consents, IBusinessClock clock)
{
    public Task<WithdrawResearchConsentResponse> Handle(WithdrawResearchConsentRequest request, Call call)
    {
        return consents.ChangeAsync(
            request,
            call,
            ConsentStore.Whole(Guid.Parse(request.ConsentId)),
            consent => consent.Withdraw(clock.DayOrToday("withdrawn_on", request.WithdrawnOn)),
            consent => new WithdrawResearchConsentResponse { Consent = consent });
    }
}
