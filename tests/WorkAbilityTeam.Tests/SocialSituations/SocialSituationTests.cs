using Grpc.Core;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Tyokyky.WorkAbilityTeam.Tests.Assessments;
using static Tyokyky.WorkAbilityTeam.Tests.TeamHost;

namespace Tyokyky.WorkAbilityTeam.Tests.SocialSituations;

public sealed class SocialSituationTests(TeamHost host) : IClassFixture<TeamHost>
{
    [Fact]
    public async Task A_description_is_told_once_versioned_and_agreed_to_version_by_version()
    {
        var opened = await host.OpenedAsync();
        var request = New(opened, "Vuokra-asunto.");
        var first = (await host.Situations.WriteSocialSituationAsync(request)).Situation;
        var client = new SocialSituationsService.SocialSituationsServiceClient(host.As(Role.Client, City, "person", opened.ClientId));
        var agreed = (await client.AnswerSocialSituationAsync(new AnswerSocialSituationRequest { SituationId = first.SituationId, Version = 1, Answer = SituationAnswer.Agreed, Comment = "Näin on." })).Situation;
        var second = (await host.Situations.WriteSocialSituationAsync(new WriteSocialSituationRequest(New(opened, "Oma asunto.")) { Etag = agreed.Etag })).Situation;

        (second.SituationId, second.Version, second.Answer).ShouldBe((first.SituationId, 2, SituationAnswer.Unspecified));
        await client.AnswerSocialSituationAsync(new AnswerSocialSituationRequest { SituationId = first.SituationId, Version = 1, Answer = SituationAnswer.Declined }).ShouldFail(StatusCode.FailedPrecondition, "SITUATION_VERSION_SUPERSEDED");
        (await host.Situations.GetSocialSituationAsync(new GetSocialSituationRequest { SituationId = first.SituationId, Version = 1 })).Situation.ShouldSatisfyAllConditions(
            one => one.Answer.ShouldBe(SituationAnswer.Agreed), one => one.Sections[0].Text.ShouldBe("Vuokra-asunto."));
        await host.Situations.GetSocialSituationAsync(new GetSocialSituationRequest { SituationId = first.SituationId, Version = 3 }).ShouldFail(StatusCode.NotFound, "SITUATION_VERSION_UNKNOWN");
        (await client.ListSocialSituationsAsync(new ListSocialSituationsRequest { ClientId = opened.ClientId })).Situations.ShouldHaveSingleItem().ShouldBe(second);
        (await host.Database.FactsAsync<SocialSituationDescribed>(opened.ClientId)).Select(fact => fact.Version).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Another_organisation_reads_it_on_the_clients_permission_alone()
    {
        var situation = (await host.Situations.WriteSocialSituationAsync(New(await host.OpenedAsync(), "Vuokra-asunto."))).Situation;
        var other = new SocialSituationsService.SocialSituationsServiceClient(host.As(Role.TeamMember, Stranger));
        var request = new GetSocialSituationRequest { SituationId = situation.SituationId };

        await other.GetSocialSituationAsync(request).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        host.Permit(situation.ClientId, Stranger, "health-conclusions");
        host.Permit(situation.ClientId, Stranger, "social-situation");
        await Eventually.Holds(() => host.IsOpenAsync(() => other.GetSocialSituationAsync(request)), "the description opens");
        (await other.GetSocialSituationAsync(request)).Situation.ShouldBe(situation);
    }

    [Fact]
    public async Task It_is_anchored_in_one_case_or_one_assessment()
    {
        var opened = await host.OpenedAsync();
        var request = New(opened, "x");

        await host.Situations.WriteSocialSituationAsync(new WriteSocialSituationRequest(request) { AssessmentId = Id() }).ShouldFail(StatusCode.InvalidArgument, "ANCHOR_REQUIRED");
        await host.Situations.WriteSocialSituationAsync(new WriteSocialSituationRequest(request) { CaseId = "" }).ShouldFail(StatusCode.InvalidArgument, "ANCHOR_REQUIRED");
        request.Sections.Add(request.Sections[0]);
        await host.Situations.WriteSocialSituationAsync(request).ShouldFail(StatusCode.InvalidArgument, "VALUE_TWICE");
    }

    private static WriteSocialSituationRequest New(Case teamCase, string housing) =>
        new() { CaseId = teamCase.CaseId, Sections = { new SituationSection { Section = "housing", Text = housing } } };
}
