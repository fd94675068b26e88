using Tyokyky.WorkAbilityTeam.Common;

namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Invites a worker, also of another organisation, to one case, for some days.</summary>
[Access(Team, Relation.Owner)]
internal sealed class InviteToCase(CaseKind cases, KnownParties known, TimeProvider time, IBusinessClock clock)
{
    public void Validate(InviteToCaseRequest request, Check check) => check
        .That(request.ClientAgreed, "client_agreed", "CLIENT_NOT_AGREED", "true: the case is opened by the client's agreement alone")
        .OptionalCode("profession", request.Profession, "profession", clock.CodeDay(request.FromDay))
        .OptionalBusinessId("organisation", request.Organisation)
        .OptionalPeriod(request.FromDay, request.ToDay);

    public Task<InviteToCaseResponse> Handle(InviteToCaseRequest request, Call call)
    {
        var (from, to) = (request.FromDay?.ToDay() ?? clock.Today, request.ToDay.ToDay());
        if (to < from)
        {
            throw DomainException.Field("to_day", "PERIOD_INVALID", "a day not before from_day");
        }

        var invitation = new Invitation(
            Guid.CreateVersion7(time.GetUtcNow()), request.Worker, request.WorkerName, request.Profession, request.Organisation, from, to);
        return cases.ChangeAsync(
            request,
            call,
            CaseStore.Whole(Guid.Parse(request.CaseId)),
            async teamCase =>
            {
                await known.RequireOrganisationAsync("organisation", request.Organisation, from, call);
                return teamCase.Invite(invitation, clock.Now);
            },
            teamCase => new InviteToCaseResponse { TeamCase = teamCase, InvitationId = invitation.Id.ToString() });
    }
}
