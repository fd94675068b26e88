using Grpc.Core;
using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using EmployersV1 = Tyokyky.Contracts.Employers.V1;

namespace Tyokyky.JobCoaching.Tests.UseCases;

public sealed class FindOpeningsTests(CoachingHost host) : IClassFixture<CoachingHost>
{
    [Fact]
    public async Task Openings_are_asked_for_in_the_coachs_name_and_only_the_wishes_are_told()
    {
        var started = await host.StartedAsync();
        host.Openings.Answer = _ => new EmployersV1.FindOpeningsResponse
        {
            Openings =
            {
                new EmployersV1.FittingOpening
                {
                    Opening = new EmployersV1.Opening { OpeningId = "o", EmployerId = "e", EmployerName = "Malliyritys", Title = "keittiöapulainen", Occupation = "9412", Municipality = "698", WeeklyHours = 20 },
                    Meets = { "occupation", "hours" },
                },
            },
            NextPageToken = "next",
        };
        var token = Tokens.For(Role.Coach, CoachingHost.City, "coach-7");
        var coach = new CoachingsService.CoachingsServiceClient(host.With(("authorization", "Bearer " + token), ("tyokyky-acting-user", "worker-9")));

        var found = await coach.FindOpeningsAsync(new FindOpeningsRequest { CoachingId = started.CoachingId, PageSize = 5, PageToken = "page" });

        host.Openings.Asked.ShouldBe(new EmployersV1.FindOpeningsRequest { Occupations = { "51", "9412" }, Municipalities = { "698" }, MaxWeeklyHours = 30, PageSize = 5, PageToken = "page" });
        host.Openings.Metadata["authorization"].ShouldBe("Bearer " + token);
        host.Openings.Metadata["tyokyky-acting-user"].ShouldBe("worker-9");
        host.Openings.Metadata.Values.ShouldNotContain(value => value.Contains(started.ClientId, StringComparison.Ordinal));
        found.NextPageToken.ShouldBe("next");
        var opening = found.Openings.ShouldHaveSingleItem();
        (opening.EmployerName, opening.Title, opening.WeeklyHours).ShouldBe(("Malliyritys", "keittiöapulainen", 20));
        opening.Meets.ShouldBe(["occupation", "hours"]);
        (await host.Database.ScalarAsync<long>($"SELECT count(*) FROM access_log WHERE kind = 'read' AND rpc LIKE '%FindOpenings' AND client_id = '{started.ClientId}' AND acting_user = 'worker-9'")).ShouldBe(1);
    }

    [Fact]
    public async Task Without_EmployerRelations_openings_alone_are_missing()
    {
        var started = await host.StartedAsync();
        host.Openings.Answer = _ => throw new RpcException(new Status(StatusCode.Unavailable, "down"));

        var refusal = await host.Coachings.FindOpeningsAsync(new FindOpeningsRequest { CoachingId = started.CoachingId }).ShouldFail(StatusCode.Unavailable, "EMPLOYER_RELATIONS_UNAVAILABLE");

        refusal.LocalizedMessage.ShouldNotBeNull();
        (await host.Coachings.LogContactAsync(CoachingHost.NewContact(started))).Coaching.ContactCounts.Client.ShouldBe(1);
    }

    [Fact]
    public async Task Its_refusal_of_the_question_is_the_callers()
    {
        var started = await host.StartedAsync();
        host.Openings.Answer = _ => throw Refused("PAGE_TOKEN_INVALID");

        await host.Coachings.FindOpeningsAsync(new FindOpeningsRequest { CoachingId = started.CoachingId, PageToken = "wrong" }).ShouldFail(StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID");
        await host.Coachings.FindOpeningsAsync(new FindOpeningsRequest { CoachingId = started.CoachingId, PageSize = -1 }).ShouldFail(StatusCode.InvalidArgument, "PAGE_SIZE_NEGATIVE");
    }

    private static RpcException Refused(string reason)
    {
        var status = new Google.Rpc.Status { Code = (int)StatusCode.InvalidArgument, Message = reason };
        status.Details.Add(Google.Protobuf.WellKnownTypes.Any.Pack(new Google.Rpc.ErrorInfo { Reason = reason, Domain = StatusDetails.Domain }));
        return status.ToRpcException();
    }
}
