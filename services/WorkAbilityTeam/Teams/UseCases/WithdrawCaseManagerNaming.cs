namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>The team takes back whom it asked for as case manager.</summary>
[Access(Team, Relation.Owner)]
internal sealed class WithdrawCaseManagerNaming(NamingKind namings, IBusinessClock clock)
{
    public Task<WithdrawCaseManagerNamingResponse> Handle(WithdrawCaseManagerNamingRequest request, Call call)
    {
        return namings.ChangeAsync(
            request,
            call,
            NamingStore.Whole(Guid.Parse(request.NamingId)),
            naming => naming.Withdraw(clock.Now),
            naming => new WithdrawCaseManagerNamingResponse { Naming = naming });
    }
}
