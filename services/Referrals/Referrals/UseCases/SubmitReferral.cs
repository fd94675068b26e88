using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Coordination;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Referrals;

/// <summary>Submits a referral with its first task; may find or register its client in the same step.</summary>
[Access(Workers, Relation.Controller)]
internal sealed class SubmitReferral(
    ReferralKind referrals, ClientRegistration registration, Asking asking, Referring referring, OrganisationStore organisations, ReferralView view,
    ReferralContacts contacts, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    // The team opens its case as soon as it is asked.
    private const string BegunWhenAsked = ServiceCodes.WorkAbilityTeam;

    public void Validate(SubmitReferralRequest request, Check check)
    {
        ClientRegistration.CheckNew(check, request.NewClient, request.ClientId, clock.Today);
        check
            .Codes("reasons", request.Reasons, "referral-reason", clock.Today)
            .OptionalProgramme("programme", request.Programme)
            .OptionalCode("legal_basis", request.LegalBasis, "referral-basis", clock.Today)
            .OptionalCode("referring_service", request.ReferringService, "contacting-service", clock.CodeDay(request.SubmittedAt))
            .That(
                request.AlsoReceivers.Count == 0 || request.Service != BegunWhenAsked,
                "also_receivers", "SERVICE_NOT_CLAIMABLE", "empty for a service that begins when it is asked")
            .OptionalCode("service", request.Service, "service", clock.Today)
            .References("external_references", request.ExternalReferences)
            .VoluntarinessTold(request.VoluntarinessTold);
        if (request.NewClient is null)
        {
            check.Required("client_id", request.ClientId);
        }
    }

    public async Task<SubmitReferralResponse> Handle(SubmitReferralRequest request, Call call)
    {
        var code = registration.Code(request.NewClient, "new_client.");

        return await unitOfWork
            .Load(
                request,
                call,
                Named(request.ClientId, id => ClientStore.Own(id, call.Caller.Organisation))
                    .Unguarded("the registration's step fences it"),
                registration.Find(code, request.NewClient, call).Unguarded("a person registered meanwhile violates a key, and is found anew"),
                Named(request.ContactId, ContactStore.ById).Unguarded("the follow-up's opening guards the contact"),
                (own, known, contact) => new Found(
                    request.NewClient is null ? own : registration.Resolve(request.NewClient, code, known, call), known, contact))
            .Authorize(
                _ => new AuditSubject(Ids.Optional(request.ClientId), "client", request.ClientId),
                found => found.Record is null ? null : Relation.Controller)
            .WriteAsync(async (found, commit) =>
            {
                var (referral, transition) = await AskAsync(request, found, commit);

                if (request.ContactId.Length > 0)
                {
                    await contacts.FollowAsync(commit, found.Contact, referral, request.Service);
                }

                registration.Add(commit, request.NewClient, found.Record!, code, found.Known);
                ExternalReferences.Add(commit, referral.Sender, referral.ObjectType, referral.Id, request.ExternalReferences);
                var senderKind = await organisations.KindAsync(referral.Sender, call.Cancel);
                await referrals.WriteAsync(commit, referral, transition, senderKind, Ids.Optional(request.PathwayStepId));
                return new SubmitReferralResponse
                {
                    Referral = await view.Of(referral, call, request.ExternalReferences),
                    DifferingClientFields = { ClientRegistration.Differing(request.NewClient, found.Known) },
                };
            });
    }

    private static Query<T> Named<T>(string id, Func<Guid, Query<T>> find) => Ids.Optional(id) is { } named ? find(named) : Query.Nothing<T>();

    private async ValueTask<(Referral Referral, Transition Transition)> AskAsync(SubmitReferralRequest request, Found found, Commit commit)
    {
        string[] receivers = [.. request.AlsoReceivers.Prepend(request.Receiver).Distinct()];
        var own = commit.Call.Caller.Organisation;
        var teller = request.NewClient is null || found.Known is not null ? new Teller(found.Record!.ClientId, [own]) : null;
        var asked = await asking.AskAsync(commit, new Question(teller, receivers, request.Service, request.VoluntarinessTold));
        var day = clock.CodeDay(request.SubmittedAt);
        var by = await referring.OfAsync("referring_unit_id", request.ReferringUnitId, request.ReferringService, day, commit.Call);
        var referral = Refer(request, own, found.Record!) with { ReferredBy = by };
        var taskId = Guid.CreateVersion7(time.GetUtcNow());
        return receivers.Length > 1
            ? referral.RequestOfSeveral(taskId, asked, referral.SubmittedAt!.Value)
            : referral.Request(taskId, own, asked, referral.SubmittedAt!.Value);
    }

    private Referral Refer(SubmitReferralRequest request, string sender, ClientRecord record) => new()
    {
        Id = Guid.CreateVersion7(time.GetUtcNow()),
        ClientId = record.ClientId,
        Sender = sender,
        Reasons = [.. request.Reasons],
        Description = request.Description,
        ReasonForClient = request.ReasonForClient,
        Urgency = request.Urgency.OrRoutine(),
        Programme = request.Programme,
        LegalBasis = request.LegalBasis,
        Municipality = record.FactMunicipality,
        BirthDate = record.BirthDate,
        Background = record.FactBackground,
        SubmittedAt = clock.EffectiveAt("submitted_at", request.SubmittedAt),
        RecordedAt = time.GetUtcNow(),
    };

    private sealed record Found(ClientRecord? Record, KnownPerson? Known, Contact? Contact);
}
