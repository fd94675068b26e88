using Grpc.Core;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Team.V1;
using static Tyokyky.WorkAbilityTeam.Tests.TeamHost;

namespace Tyokyky.WorkAbilityTeam.Tests.Assessments;

/// <summary>What tests of assessments do first.</summary>
internal static class HostAssessments
{
    /// <summary>A description of the client's social situation, answered or not.</summary>
    public static async Task<SocialSituation> DescribedAsync(this TeamHost host, Assessment assessment, bool? agrees)
    {
        var situation = (await host.Situations.WriteSocialSituationAsync(new WriteSocialSituationRequest
        {
            AssessmentId = assessment.AssessmentId,
            Sections = { new SituationSection { Section = "housing", Text = "Vuokra-asunto." }, new SituationSection { Section = "strengths", Text = "Kädentaidot." } },
            DescribedOn = Day(-30),
        })).Situation;
        return agrees is null
            ? situation
            : (await host.Situations.AnswerSocialSituationAsync(new AnswerSocialSituationRequest
            {
                SituationId = situation.SituationId,
                Version = situation.Version,
                Answer = agrees == true ? SituationAnswer.Agreed : SituationAnswer.Declined,
            })).Situation;
    }

    /// <summary>Everything that a doctor's assessment asks for before it.</summary>
    public static async Task CompletePackageAsync(this TeamHost host, Assessment assessment, int day, string? situationId = null)
    {
        situationId ??= (await host.DescribedAsync(assessment, agrees: true)).SituationId;
        foreach (var part in new[]
        {
            new GiveInformationRequest { Part = "health", Text = "Terveystarkastus tehty." },
            new GiveInformationRequest { Part = "everyday-functioning", Text = "Arki sujuu." },
            new GiveInformationRequest { Part = "social-situation", SituationId = situationId },
        })
        {
            part.AssessmentId = assessment.AssessmentId;
            part.GivenOn = Day(day);
            await host.Assessments.GiveInformationAsync(part);
        }
    }

    /// <summary>Referrals tells that the client opened something to another organisation.</summary>
    public static void Permit(this TeamHost host, string clientId, string to, string scope) => host.Sources.Tell(
        "referrals",
        new PermissionGranted
        {
            PermissionId = Id(),
            ClientId = clientId,
            Kind = "consent",
            Scope = scope,
            FromOrganisation = County,
            ToOrganisation = to,
            ValidFrom = Today,
        },
        clientId);

    /// <summary>Whether a call is allowed by now.</summary>
    public static async Task<bool> IsOpenAsync<T>(this TeamHost host, Func<AsyncUnaryCall<T>> call)
    {
        ArgumentNullException.ThrowIfNull(host);
        try
        {
            await call();
            return true;
        }
        catch (RpcException refusal) when (refusal.StatusCode is StatusCode.PermissionDenied or StatusCode.FailedPrecondition or StatusCode.Unavailable)
        {
            return false;
        }
    }
}
