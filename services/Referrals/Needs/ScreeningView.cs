using Google.Protobuf.WellKnownTypes;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Needs;

/// <summary>Screenings as contracts tell them.</summary>
internal sealed class ScreeningView(OrganisationStore organisations)
{
    public async ValueTask<Proto.Screening> Of(Screening screening, Call call)
    {
        var message = new Proto.Screening
        {
            ScreeningId = screening.Id.ToString(),
            ClientId = screening.ClientId.ToString(),
            Organisation = screening.Organisation,
            OrganisationName = await organisations.NameAsync(screening.Organisation, call.Cancel),
            ScreenedOn = screening.ScreenedOn.ToDate(),
            UnemployedSince = screening.UnemployedSince?.ToDate(),
            TriggerPassed = screening.TriggerPassed,
            Readiness = screening.Readiness,
            RecordedAt = screening.RecordedAt.ToTimestamp(),
            Etag = screening.Etag,
            ErrorReason = screening.ErrorReason,
        };
        message.Answers.AddRange(screening.Answers);
        foreach (var proposal in screening.Proposals)
        {
            var shown = Of(proposal);
            if (call.Role == Role.Client)
            {
                (shown.DecidedBy, shown.Note) = ("", "");
            }

            message.Proposals.Add(shown);
        }

        return message;
    }

    public static Proto.ScreeningProposal Of(ScreeningProposal proposal)
    {
        var message = new Proto.ScreeningProposal
        {
            Rule = proposal.Rule,
            RuleVersion = proposal.RuleVersion,
            TextFi = proposal.TextFi,
            TextSv = proposal.TextSv,
            TextEn = proposal.TextEn,
            IsTrigger = proposal.IsTrigger,
            MetSince = proposal.MetSince.ToDate(),
            Template = proposal.Template,
            Decision = proposal.Decision,
            DecidedOn = proposal.DecidedOn?.ToDate(),
            DecidedBy = proposal.DecidedBy,
            Note = proposal.Note,
        };
        message.Services.AddRange(proposal.Services);
        return message;
    }
}
