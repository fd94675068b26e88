using Grpc.Core;
using Shouldly;
using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Xunit;

namespace Tyokyky.Referrals.Tests.Networks;

public sealed class OwnActionTests(ReferralsHost host) : IClassFixture<ReferralsHost>
{
    [Fact]
    public async Task The_client_reads_and_finishes_the_own_action_and_no_other()
    {
        var meeting = await host.HeldMeetingAsync(agreed: false);
        var client = new AgreedActionsService.AgreedActionsServiceClient(host.As(Role.Client, clientRef: meeting.ClientId));

        var own = (await client.ListAgreedActionsAsync(new ListAgreedActionsRequest())).Actions.ShouldHaveSingleItem();
        (own.Text, own.IsClientsOwn, own.ClientId).ShouldBe(("Tutustuminen", true, meeting.ClientId));
        own.AllowedActions.Where(action => action.Allowed).ShouldHaveSingleItem().Action.ShouldBe("CompleteAgreedAction");
        await client.ListAgreedActionsAsync(new ListAgreedActionsRequest { Convened = true }).ShouldFail(StatusCode.InvalidArgument, "ONLY_FOR_WORKERS");
        var other = new AgreedActionsService.AgreedActionsServiceClient(host.As(Role.Client, clientRef: Guid.NewGuid().ToString()));
        (await other.ListAgreedActionsAsync(new ListAgreedActionsRequest())).Actions.ShouldBeEmpty();
        await other.CompleteAgreedActionAsync(new CompleteAgreedActionRequest { ActionId = own.ActionId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");
        await client.CompleteAgreedActionAsync(new CompleteAgreedActionRequest { ActionId = meeting.Actions.First(action => !action.IsClientsOwn).ActionId }).ShouldFail(StatusCode.PermissionDenied, "NO_RELATION");

        (await client.CompleteAgreedActionAsync(new CompleteAgreedActionRequest { ActionId = own.ActionId, Etag = own.Etag })).Action.Status.ShouldBe(AgreedActionStatus.Done);

        (await client.ListAgreedActionsAsync(new ListAgreedActionsRequest { Status = AgreedActionStatus.Done })).Actions.ShouldHaveSingleItem().ActionId.ShouldBe(own.ActionId);
    }
}
