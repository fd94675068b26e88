using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Needs;

/// <summary>Records a needs assessment with the needs that it found.</summary>
[Access(Workers, Relation.Controller | Relation.Receiver)]
internal sealed class RecordNeedsAssessment(NeedView view, OrganisationStore organisations, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(RecordNeedsAssessmentRequest request, Check check) => check
        .That(
            request.Kind == NeedsAssessmentKind.Joint == request.Participants.Count > 0,
            "participants", "PARTICIPANTS_DISAGREE", "the other organisations of a joint assessment; none of an own one")
        .That(request.Participants.Distinct().Count() == request.Participants.Count, "participants", "VALUE_TWICE", "each organisation once")
        .That(
            request.Kind != NeedsAssessmentKind.Joint || request.ClientAgreed,
            "client_agreed", "CLIENT_NOT_AGREED", "true: the client agreed that these organisations take part")
        .OptionalProgramme("programme", request.Programme)
        .That(request.Needs.Select(need => need.Service).Distinct().Count() == request.Needs.Count, "needs", "VALUE_TWICE", "each service once")
        .Each("needs", request.Needs, (each, need) => Validate(need, each, clock.CodeDay(request.AssessedOn)));

    public Task<RecordNeedsAssessmentResponse> Handle(RecordNeedsAssessmentRequest request, Call call)
    {
        var clientId = Guid.Parse(request.ClientId);

        return unitOfWork
            .Load(
                request,
                call,
                ClientStore.Own(clientId, call.Caller.Organisation).Unguarded("the assessment keeps what was known of the client when it was recorded"),
                ClientStore.OfReferrer(clientId, call.Caller.Organisation).Unguarded("the same of the referrer's record"),
                (own, referrers) => (Record: own ?? referrers, IsOwn: own is not null))
            .Authorize(
                _ => new AuditSubject(clientId, "needs-assessment", ""),
                found => found.Record is null ? null : found.IsOwn ? Relation.Controller : Relation.Receiver)
            .WriteAsync(async (found, commit) =>
            {
                await RequireAsync(request, call);
                var record = found.Record!;
                var assessment = Compose(request, call, record);
                commit.Add(NeedStore.NeedsAssessmentRow.Insert(assessment)).LogChange(clientId, "needs-assessment", assessment.Id);
                foreach (var need in assessment.Needs)
                {
                    var (status, at) = (StateCode.Of(need.Status), FinnishTime.StartOf(need.StatusSince));
                    commit
                        .Add(NeedStore.ServiceNeedRow.Insert(need))
                        .Transition(new Transition(need.ObjectType, need.Id, "", status, at, need.StatusReason))
                        .Fact(FactOf(need, assessment, record), clientId.ToString());
                }

                return new RecordNeedsAssessmentResponse { Assessment = await view.Of(assessment, call) };
            });
    }

    private static void Validate(NewServiceNeed need, Check check, DateOnly day)
    {
        check
            .OptionalCode("service", need.Service, "service", day)
            .That(
                need.Status is not (NeedStatus.EnteredInError or NeedStatus.NotStarted),
                "status", "VALUE_UNKNOWN", "open, waiting, received, declined or no such service")
            .That(
                need.Provider.Length == 0 || need.Status is NeedStatus.Waiting or NeedStatus.Received,
                "provider", "ONLY_FOR_SERVICE", "empty unless the service is received or waited for");
        if (need.Status == NeedStatus.Declined)
        {
            check.Code("status_reason", need.StatusReason, "need-decline-reason", day);
        }
        else
        {
            check.That(need.StatusReason.Length == 0, "status_reason", "ONLY_FOR_DECLINED", "empty unless declined");
        }
    }

    private async Task RequireAsync(RecordNeedsAssessmentRequest request, Call call)
    {
        for (var i = 0; i < request.Participants.Count; i++)
        {
            await organisations.RequireAsync($"participants[{i}]", request.Participants[i], call.Cancel);
        }

        for (var i = 0; i < request.Needs.Count; i++)
        {
            if (request.Needs[i].Provider is { Length: > 0 } provider)
            {
                await organisations.RequireAsync($"needs[{i}].provider", provider, call.Cancel);
            }
        }
    }

    private NeedsAssessment Compose(RecordNeedsAssessmentRequest request, Call call, ClientRecord record)
    {
        var assessment = new NeedsAssessment
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            ClientId = record.ClientId,
            Organisation = call.Caller.Organisation,
            Kind = request.Kind,
            Participants = [.. request.Participants],
            AssessedOn = clock.DayOrToday("assessed_on", request.AssessedOn),
            Summary = request.Summary,
            Programme = request.Programme,
            RecordedAt = time.GetUtcNow(),
        };
        return assessment with { Needs = [.. request.Needs.Select((need, at) => Compose(need, at, assessment, record))] };
    }

    private ServiceNeed Compose(NewServiceNeed need, int index, NeedsAssessment assessment, ClientRecord record) => new()
    {
        // Needs are read in the order of their ids: those of one moment keep the order in which they were told.
        Id = Guid.CreateVersion7(time.GetUtcNow().AddMilliseconds(index)),
        AssessmentId = assessment.Id,
        ClientId = assessment.ClientId,
        Organisation = assessment.Organisation,
        Participants = assessment.Participants,
        Service = need.Service,
        Description = need.Description,
        IdentifiedOn = assessment.AssessedOn,
        Municipality = record.FactMunicipality,
        Programme = assessment.Programme,
        Status = need.Status == NeedStatus.Unspecified ? NeedStatus.Open : need.Status,
        StatusReason = need.StatusReason,
        StatusBy = assessment.Organisation,
        Provider = need.Provider,
        StatusSince = assessment.AssessedOn,
    };

    private static NeedIdentified FactOf(ServiceNeed need, NeedsAssessment assessment, ClientRecord record) => new()
    {
        NeedId = need.Id.ToString(),
        AssessmentId = assessment.Id.ToString(),
        Client = Facets.Of(record, need.IdentifiedOn, need.Programme),
        Organisation = need.Organisation,
        Service = need.Service,
        Joint = assessment.Kind == NeedsAssessmentKind.Joint,
        Status = StateCode.Of(need.Status),
        Reason = need.StatusReason,
        IdentifiedOn = need.IdentifiedOn.ToDate(),
    };
}
