using Tyokyky.WorkAbilityTeam.Common;
using Tyokyky.WorkAbilityTeam.Disclosures;

namespace Tyokyky.WorkAbilityTeam.Measurements;

/// <summary>Records the client's consent to research.</summary>
[Access(Team, Relation.Owner)]
[Access(Role.Client, Relation.Client)]
internal sealed class GiveResearchConsent(ConsentKind consents, PermissionState permissions, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public Task<GiveResearchConsentResponse> Handle(GiveResearchConsentRequest request, Call call)
    {
        var caseId = Guid.Parse(request.CaseId);

        return unitOfWork
            .Load(request, call, AnchorStore.OfCase(caseId).Unguarded("whose client it is does not change"))
            .Authorize(anchor => new AuditSubject(anchor?.Client.Id, "case", caseId), anchor => permissions.RelationOfAsync(anchor, call))
            .WriteAsync(async (anchor, commit) =>
            {
                var consent = new ConsentToResearch
                {
                    Id = Guid.CreateVersion7(time.GetUtcNow()),
                    ClientId = anchor!.Client.Id,
                    Organisation = anchor.Organisation,
                    Pseudonym = Guid.NewGuid(),
                    GivenOn = clock.DayOrToday("given_on", request.GivenOn),
                };
                return new GiveResearchConsentResponse { Consent = (await consents.ApplyAsync(commit, null, (consent, consent.Given()))).ToMessage() };
            });
    }
}
