using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Observations;

/// <summary>Sends an observation to an addressee.</summary>
[Access(Role.Coordinator | Role.Manager, Relation.Owner)]
internal sealed class SendObservation(ObservationKind observations, OrganisationStore organisations, AgreedRows agreements, IBusinessClock clock)
{
    public void Validate(SendObservationRequest request, Check check) => check
        .OptionalCode("addressee", request.Addressee, "observation-addressee", clock.CodeDay(request.SentOn));

    public Task<SendObservationResponse> Handle(SendObservationRequest request, Call call)
    {
        if (request.Organisation == call.Caller.Organisation)
        {
            throw DomainException.Field("organisation", "OWN_ORGANISATION", "another organisation than the own");
        }

        var on = clock.DayOrToday("sent_on", request.SentOn);
        return observations.ChangeAsync(
            request,
            call,
            ObservationStore.Whole(Guid.Parse(request.ObservationId)),
            async (observation, commit) =>
            {
                var organisation = request.Organisation.Length > 0
                    ? (await organisations.RequireAsync("organisation", request.Organisation, call.Cancel)).Id
                    : "";
                var area = observation.Details.Municipality.Length > 0
                    ? await agreements.InAsync(commit, observation.Details.Municipality)
                    : await agreements.OfOrganisationAsync(commit, observation.Organisation);
                return observation.Send(request.Addressee, organisation, on, area);
            },
            observation => new SendObservationResponse { Observation = observation });
    }
}
