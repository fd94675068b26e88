using Google.Protobuf.WellKnownTypes;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Needs;

/// <summary>What one organisation may see of needs: one that could sanction the client reads a decline as not started, and no words.</summary>
internal sealed class NeedView(OrganisationStore organisations)
{
    public async ValueTask<Proto.NeedsAssessment> Of(NeedsAssessment assessment, Call call)
    {
        var kind = await organisations.KindAsync(call.Caller.OwnOrganisation(), call.Cancel);
        var message = new Proto.NeedsAssessment
        {
            AssessmentId = assessment.Id.ToString(),
            ClientId = assessment.ClientId.ToString(),
            Organisation = assessment.Organisation,
            OrganisationName = await organisations.NameAsync(assessment.Organisation, call.Cancel),
            Kind = assessment.Kind,
            AssessedOn = assessment.AssessedOn.ToDate(),
            Summary = !ReadsWords(kind, assessment.Organisation, call) ? "" : assessment.Summary,
            Programme = assessment.Programme,
            RecordedAt = assessment.RecordedAt.ToTimestamp(),
        };
        message.Participants.AddRange(assessment.Participants);
        foreach (var need in assessment.Needs)
        {
            message.Needs.Add(await Of(need, call));
        }

        return message;
    }

    public async ValueTask<Proto.ServiceNeed> Of(ServiceNeed need, Call call)
    {
        var kind = await organisations.KindAsync(call.Caller.OwnOrganisation(), call.Cancel);
        var isOthers = IsWithheld(kind, need.StatusBy, call);
        var read = need.ReadBy(call.Caller.OwnOrganisation(), Voluntariness.CanSanction(kind));
        var message = new Proto.ServiceNeed
        {
            NeedId = need.Id.ToString(),
            AssessmentId = need.AssessmentId.ToString(),
            ClientId = need.ClientId.ToString(),
            Organisation = need.Organisation,
            OrganisationName = await organisations.NameAsync(need.Organisation, call.Cancel),
            Service = need.Service,
            Description = !ReadsWords(kind, need.Organisation, call) ? "" : need.Description,
            Status = read.IsMasked ? NeedStatus.NotStarted : need.Status,
            StatusReason = read.IsMasked ? "" : isOthers ? Voluntariness.ReasonFor(kind, need.StatusReason, otherwise: "other") : need.StatusReason,
            Provider = need.Provider,
            ProviderName = need.Provider.Length > 0 ? await organisations.NameAsync(need.Provider, call.Cancel) : "",
            IdentifiedOn = need.IdentifiedOn.ToDate(),
            StatusSince = (read.IsMasked ? need.IdentifiedOn : need.StatusSince).ToDate(),
            Municipality = need.Municipality == Contracts.Municipality.Unknown ? "" : need.Municipality,
            Programme = need.Programme,
            Etag = read.Etag,
        };
        if (call.Caller.ActsForOrganisation())
        {
            message.AllowedActions.AddRange(NeedTable.Table.Rules.Select(rule => Allowed(rule.Action, need.Status)));
        }

        return message;
    }

    private static bool ReadsWords(string kind, string writer, Call call) => call.Caller.ActsForOrganisation() && !IsWithheld(kind, writer, call);

    private static bool IsWithheld(string kind, string writer, Call call) => call.Caller.OwnOrganisation() != writer && Voluntariness.CanSanction(kind);

    private static AllowedAction Allowed(NeedAction action, NeedStatus status)
    {
        var blocked = NeedTable.BlockedBy(action, status);
        return new AllowedAction
        {
            Action = action.ToString(),
            Allowed = blocked is null,
            BlockedReason = blocked ?? "",
            ClearedBy = blocked is null ? "" : "nobody",
        };
    }
}
