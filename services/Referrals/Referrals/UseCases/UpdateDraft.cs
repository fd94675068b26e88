namespace Tyokyky.Referrals.Referrals;

/// <summary>Changes a draft.</summary>
[Access(Workers, Relation.Sender)]
internal sealed class UpdateDraft(TaskActions tasks, Referring referring, IBusinessClock clock)
{
    private const string Unit = "need.referring_unit_id";
    private const string Service = "need.referring_service";

    private static readonly string[] needFields =
    [
        "need.reasons", "need.description", "need.reason_for_client", "need.urgency", "need.programme", "need.legal_basis", Unit, Service,
    ];

    private static readonly string[] taskFields = ["receiver", "service", "revision_note"];

    public void Validate(UpdateDraftRequest request, Check check) => check
        .Need("need", request.Need, clock.Today)
        .OptionalCode("service", request.Service, "service", clock.Today)
        .That(
            FieldsOf(request).All(field => needFields.Contains(field) || taskFields.Contains(field)),
            "update_mask",
            "FIELD_MASK_INVALID",
            "paths of " + string.Join(", ", ["need", .. needFields, .. taskFields]));

    public Task<UpdateDraftResponse> Handle(UpdateDraftRequest request, Call call) => tasks.DoAsync(
        request,
        call,
        new TaskCommand(TaskAction.UpdateDraft, request.TaskId, null),
        referral => new UpdateDraftResponse { Referral = referral },
        async work =>
        {
            var fields = FieldsOf(request);
            var changed = work.IsAllowed && fields.Overlaps(needFields)
                ? work with { Referral = await ChangedAsync(work, request.Need ?? new ReferralNeed(), fields) }
                : work;
            return changed.Do(new DraftDetails(
                fields.Contains("receiver") ? request.Receiver : null,
                fields.Contains("service") ? request.Service : null,
                fields.Contains("revision_note") ? request.RevisionNote : null));
        });

    // Without a mask, every field that is set; "need" stands for its parts.
    private static HashSet<string> FieldsOf(UpdateDraftRequest request)
    {
        if (request.UpdateMask is { } mask)
        {
            return [.. mask.Paths.SelectMany(path => path == "need" ? needFields : [path])];
        }

        var need = request.Need ?? new ReferralNeed();
        return
        [
            .. need.Reasons.Count > 0 ? ["need.reasons"] : Array.Empty<string>(),
            .. need.Description.Length > 0 ? ["need.description"] : Array.Empty<string>(),
            .. need.ReasonForClient.Length > 0 ? ["need.reason_for_client"] : Array.Empty<string>(),
            .. need.Urgency != Urgency.Unspecified ? ["need.urgency"] : Array.Empty<string>(),
            .. need.Programme.Length > 0 ? ["need.programme"] : Array.Empty<string>(),
            .. need.LegalBasis.Length > 0 ? ["need.legal_basis"] : Array.Empty<string>(),
            .. need.ReferringUnitId.Length > 0 ? [Unit] : Array.Empty<string>(),
            .. need.ReferringService.Length > 0 ? [Service] : Array.Empty<string>(),
            .. request.Receiver.Length > 0 ? ["receiver"] : Array.Empty<string>(),
            .. request.Service.Length > 0 ? ["service"] : Array.Empty<string>(),
            .. request.RevisionNote.Length > 0 ? ["revision_note"] : Array.Empty<string>(),
        ];
    }

    private async ValueTask<Referral> ChangedAsync(TaskWork work, ReferralNeed need, HashSet<string> fields)
    {
        var referral = work.Referral;
        if (referral.SubmittedAt is not null)
        {
            throw ReferralErrors.NeedAlreadySent();
        }

        var named = await referring.OfAsync(Unit, fields.Contains(Unit) ? need.ReferringUnitId : "", need.ReferringService, clock.Today, work.Call);
        var by = fields.Contains(Unit) ? referral.ReferredBy with { UnitId = named.UnitId, UnitName = named.UnitName } : referral.ReferredBy;
        return referral with
        {
            ReferredBy = fields.Contains(Service) ? by with { Service = named.Service } : by,
            Reasons = fields.Contains("need.reasons") ? [.. need.Reasons] : referral.Reasons,
            Description = fields.Contains("need.description") ? need.Description : referral.Description,
            ReasonForClient = fields.Contains("need.reason_for_client") ? need.ReasonForClient : referral.ReasonForClient,
            Urgency = fields.Contains("need.urgency") ? need.Urgency.OrRoutine() : referral.Urgency,
            Programme = fields.Contains("need.programme") ? need.Programme : referral.Programme,
            LegalBasis = fields.Contains("need.legal_basis") ? need.LegalBasis : referral.LegalBasis,
        };
    }
}
