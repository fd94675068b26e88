using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Events.V1;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Referrals.Tests.Coordination;

/// <summary>A contact's consultation goes out to the team and comes back with its answer.</summary>
public sealed class ConsultationReactionTests(PathwayHost host) : IClassFixture<PathwayHost>
{
    [Fact]
    public async Task An_answer_ends_the_follow_up_as_held_and_what_is_not_answered_as_cancelled()
    {
        var (answered, refused) = (await OpenedAsync(), await OpenedAsync());
        var today = FinnishTime.DayOf(host.Now).ToDate();

        host.Sources.Tell("team", new ConsultationAnswered { ConsultationId = answered.FollowUpId, Organisation = ReferralsHost.Kela, AnsweredOn = today }, answered.FollowUpId);
        host.Sources.Tell("team", new ConsultationEnded { ConsultationId = answered.FollowUpId, Organisation = ReferralsHost.Kela, State = "closed", EndedOn = today }, answered.FollowUpId);
        host.Sources.Tell("team", new ConsultationEnded { ConsultationId = refused.FollowUpId, Organisation = ReferralsHost.Kela, State = "cancelled", Reason = "no-expert", EndedOn = today }, refused.FollowUpId);

        await Eventually.Holds(async () => await StatusAsync(refused) == ContactFollowUpStatus.Cancelled, "the follow-up is cancelled");
        (await StatusAsync(answered)).ShouldBe(ContactFollowUpStatus.Held);
        (await host.Database.FactsAsync<ContactFollowUpEnded>(answered.ContactId)).ShouldHaveSingleItem().Status.ShouldBe("held");
    }

    [Fact]
    public async Task A_matter_of_no_contact_and_one_that_the_caller_ended_are_left_alone()
    {
        var (ended, after) = (await OpenedAsync(), await OpenedAsync());
        var today = FinnishTime.DayOf(host.Now).ToDate();
        await host.CoordinatorCoordination.EndContactFollowUpAsync(new EndContactFollowUpRequest { FollowUpId = ended.FollowUpId, Status = ContactFollowUpStatus.Cancelled });

        foreach (var id in new[] { Guid.NewGuid().ToString(), ended.FollowUpId, after.FollowUpId })
        {
            host.Sources.Tell("team", new ConsultationAnswered { ConsultationId = id, Organisation = ReferralsHost.Kela, AnsweredOn = today }, id);
        }

        await Eventually.Holds(async () => await StatusAsync(after) == ContactFollowUpStatus.Held, "the follow-up is held");
        (await StatusAsync(ended)).ShouldBe(ContactFollowUpStatus.Cancelled);
    }

    [Fact]
    public async Task Who_is_asked_reads_the_question_and_no_more_and_the_fact_names_the_service()
    {
        var opened = await OpenedAsync();
        var request = new GetContactFollowUpRequest { FollowUpId = opened.FollowUpId };

        var asked = await new CoordinationService.CoordinationServiceClient(host.As(Role.TeamMember, ReferralsHost.Kela)).GetContactFollowUpAsync(request);
        var own = await host.CoordinatorCoordination.GetContactFollowUpAsync(request);

        (asked.FollowUp.Question, asked.FollowUp.ContactId, asked.ClientId, asked.OpenedBy).ShouldBe(("Miten työkykyä arvioidaan?", "", "", own.OpenedBy));
        own.FollowUp.ContactId.ShouldBe(opened.ContactId);
        await new CoordinationService.CoordinationServiceClient(host.As(Role.TeamMember, ReferralsHost.Stranger)).GetContactFollowUpAsync(request).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        (await host.Database.FactsAsync<ContactFollowUpOpened>(opened.ContactId)).ShouldHaveSingleItem().ContactingService.ShouldBe("social-work");
    }

    private async Task<ContactFollowUp> OpenedAsync()
    {
        var contact = (await host.CoordinatorCoordination.RecordContactAsync(new RecordContactRequest
        {
            AgeBand = AgeBand._3054,
            ContactingService = "social-work",
            Topic = "work-ability",
            Mode = Mode.Phone,
            Minutes = 15,
        })).Contact;
        return (await host.CoordinatorCoordination.OpenConsultationAsync(new OpenConsultationRequest
        {
            ContactId = contact.ContactId,
            Organisation = ReferralsHost.Kela,
            Question = "Miten työkykyä arvioidaan?",
        })).Consultation;
    }

    private async Task<ContactFollowUpStatus> StatusAsync(ContactFollowUp followUp) =>
        (await host.CoordinatorCoordination.GetContactFollowUpAsync(new GetContactFollowUpRequest { FollowUpId = followUp.FollowUpId })).FollowUp.Status;
}
