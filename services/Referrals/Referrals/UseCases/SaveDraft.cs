using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Referrals;

/// <summary>Begins a referral as a draft that only its sender sees.</summary>
[Access(Workers, Relation.Controller)]
internal sealed class SaveDraft(
    ReferralKind referrals, ClientRegistration registration, Referring referring, ReferralView view, UnitOfWork unitOfWork, TimeProvider time,
    IBusinessClock clock)
{
    public void Validate(SaveDraftRequest request, Check check)
    {
        ClientRegistration.CheckNew(check, request.NewClient, request.ClientId, clock.Today);
        check
            .Need("need", request.Need, clock.Today)
            .OptionalCode("service", request.Service, "service", clock.Today)
            .References("external_references", request.ExternalReferences);
        if (request.NewClient is null)
        {
            check.Required("client_id", request.ClientId);
        }
    }

    public async Task<SaveDraftResponse> Handle(SaveDraftRequest request, Call call)
    {
        var code = registration.Code(request.NewClient, "new_client.");

        return await unitOfWork
            .Load(
                request,
                call,
                ClientStore.Own(Ids.Optional(request.ClientId) ?? Guid.Empty, call.Caller.Organisation)
                    .Unguarded("the registration's step fences it"),
                registration.Find(code, request.NewClient, call).Unguarded("a person registered meanwhile violates a key, and is found anew"),
                (own, known) => (Record: request.NewClient is null ? own : registration.Resolve(request.NewClient, code, known, call), Known: known))
            .Authorize(
                _ => new AuditSubject(Ids.Optional(request.ClientId), "client", request.ClientId),
                found => found.Record is null ? null : Relation.Controller)
            .WriteAsync(async (found, commit) =>
            {
                var by = await referring.OfAsync(
                    "need.referring_unit_id", request.Need?.ReferringUnitId ?? "", request.Need?.ReferringService ?? "", clock.Today, call);
                var (draft, transition) = Draft(request, call, found.Record!, by);

                registration.Add(commit, request.NewClient, found.Record!, code, found.Known);
                ExternalReferences.Add(commit, draft.Sender, draft.ObjectType, draft.Id, request.ExternalReferences);
                await referrals.WriteAsync(commit, draft, transition, senderKind: "", Ids.Optional(request.PathwayStepId));
                return new SaveDraftResponse
                {
                    Referral = await view.Of(draft, call, request.ExternalReferences),
                    DifferingClientFields = { ClientRegistration.Differing(request.NewClient, found.Known) },
                };
            });
    }

    private (Referral Referral, Transition Transition) Draft(SaveDraftRequest request, Call call, ClientRecord record, ReferringParty by)
    {
        var need = request.Need ?? new ReferralNeed();
        return new Referral
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            ClientId = record.ClientId,
            Sender = call.Caller.Organisation,
            Reasons = [.. need.Reasons],
            Description = need.Description,
            ReasonForClient = need.ReasonForClient,
            Urgency = need.Urgency.OrRoutine(),
            Programme = need.Programme,
            LegalBasis = need.LegalBasis,
            Municipality = record.FactMunicipality,
            BirthDate = record.BirthDate,
            Background = record.FactBackground,
            ReferredBy = by,
            SubmittedAt = null,
            RecordedAt = time.GetUtcNow(),
        }.Draft(Guid.CreateVersion7(time.GetUtcNow()), request.Receiver, request.Service, clock.Now);
    }
}
