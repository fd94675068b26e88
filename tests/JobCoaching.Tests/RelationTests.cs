using Tyokyky.Contracts.Coaching.V1;
using Tyokyky.JobCoaching.Tests.HostsFeedback;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;

namespace Tyokyky.JobCoaching.Tests;

/// <summary>Whoever is nothing to a coaching is refused and learns nothing.</summary>
public sealed class RelationTests(CoachingHost host) : IClassFixture<CoachingHost>
{
    [Fact]
    public async Task Every_RPC_refuses_every_kind_of_stranger_and_tells_them_nothing()
    {
        const string Elsewhere = "0000005-1";
        var (coaching, job, requests) = await WorldAsync();
        await host.OpenedAsync(Elsewhere);
        var walk = new StrangerWalk(Access.Table, requests, [coaching.CoachingId, coaching.ClientId, coaching.MeasureId, job.JobId]);

        await walk.ExpectValidAsync([Party]);
        await walk.ExpectStrangersLearnNothingAsync(
        [
            new("another organisation", Roles.Any, role => host.As(role, "0000007-8")),
            new("the organisation of another coaching", Roles.Any, role => host.As(role, Elsewhere)),
        ]);
    }

    [Fact]
    public async Task Every_hard_value_of_every_field_is_answered_clearly_and_changes_nothing()
    {
        var (_, _, requests) = await WorldAsync();

        await new HardValueWalk(host.Services, requests, host.Database).ExpectClearAnswersAsync([Party]);
    }

    private CaseloadsService.CaseloadsServiceClient Caseloads(Role role) => new(host.As(role, CoachingHost.City));

    private async Task<Contracts.Coaching.V1.BenefitsCounselling> CounsellingAsync(Coaching coaching)
    {
        var request = new RecordBenefitsCounsellingRequest
        {
            CoachingId = coaching.CoachingId,
            Details = new CounsellingDetails { CounselledOn = CoachingHost.Day(-12), Occasion = CounsellingOccasion.BeforeJob, Topics = { "pension" }, GivenBy = "coach" },
        };
        return (await new BenefitsCounsellingService.BenefitsCounsellingServiceClient(host.As(Role.Coach, CoachingHost.City)).RecordBenefitsCounsellingAsync(request)).Counselling;
    }

    private static readonly ResourceDetails staffing = new() { FromDay = CoachingHost.Day(-9), ToDay = CoachingHost.Day(-1), Staffing = new Staffing { Role = "job-coach", OwnHundredths = 50 } };

    private async Task<string> ResourceAsync() =>
        (await new ResourcesService.ResourcesServiceClient(host.As(Role.Manager, CoachingHost.City)).RecordResourceAsync(new RecordResourceRequest { Details = staffing })).Resource.ResourceId;

    private GroupsService.GroupsServiceClient Groups => new(host.As(Role.Coach, CoachingHost.City));

    private async Task<CoachingGroup> NewGroupAsync()
    {
        var details = new GroupDetails { Name = "Ryhmä", Kind = "peer-group", FromDay = CoachingHost.Day(-15) };
        return (await Groups.CreateGroupAsync(new CreateGroupRequest { Details = details })).Group;
    }

    private async Task<(CoachingGroup Group, string Member, string Session, string Held)> GroupAsync(Coaching coaching)
    {
        var group = await NewGroupAsync();
        var member = (await Groups.JoinGroupAsync(new JoinGroupRequest { GroupId = group.GroupId, CoachingId = coaching.CoachingId, JoinedOn = CoachingHost.Day(-14) })).Member.MemberId;
        var planned = (await Groups.PlanGroupSessionAsync(new PlanGroupSessionRequest { GroupId = group.GroupId, OnDay = CoachingHost.Day(-3) })).Session.SessionId;
        var held = (await Groups.PlanGroupSessionAsync(new PlanGroupSessionRequest { GroupId = group.GroupId, OnDay = CoachingHost.Day(-4) })).Session.SessionId;
        await Groups.HoldGroupSessionAsync(new HoldGroupSessionRequest { SessionId = held, Attendance = { new MemberAttendance { MemberId = member, Attendance = Attendance.Present } } });
        return (group, member, planned, held);
    }

    private Somebody Party => new("its organisation", Roles.Any, role => host.As(role, CoachingHost.City));

    private async Task<(Coaching Coaching, Job Job, ContractRequests Requests)> WorldAsync()
    {
        var coaching = await host.StartedAsync();
        var employer = await host.EmployerAsync();
        var job = (await host.Results.RecordJobAsync(CoachingHost.NewJob(coaching, employer))).Job;
        var contact = (await host.Coachings.LogContactAsync(CoachingHost.NewContact(coaching))).ContactId;
        var followUp = await FollowUpAsync(employer);
        var hosts = new AskedHosts(host);
        var asked = await hosts.AskedAsync();
        var trained = await hosts.Feedback.RecordHostTrainingAsync(new RecordHostTrainingRequest { EmployerId = employer, Participants = 3 });
        coaching = await host.ReadAsync(coaching.CoachingId);
        var plan = (await Caseloads(Role.Coach).PlanContactAsync(new PlanContactRequest
        {
            CoachingId = coaching.CoachingId,
            PlannedOn = CoachingHost.Day(0),
            Party = ContactParty.Client,
            Mode = Contracts.Common.V1.Mode.Phone,
        })).PlannedContact;
        var time = (await Caseloads(Role.Coach).RecordCoachTimeAsync(new RecordCoachTimeRequest { Kind = "other-work", Minutes = 5, WorkedOn = CoachingHost.Day(-2) })).CoachTime;
        var quality = new QualityService.QualityServiceClient(host.As(Role.Manager, CoachingHost.City));
        var review = (await quality.StartQualityReviewAsync(new StartQualityReviewRequest { Set = "IPS-25", FromDay = CoachingHost.Day(-90), ToDay = CoachingHost.Day(-1) })).Review;
        var counselling = await CounsellingAsync(coaching);
        var (group, member, session, held) = await GroupAsync(coaching);
        var details = new ResultDetails
        {
            StartedOn = CoachingHost.Day(-4),
            EmployerId = employer,
            Work = new Work { Contract = Contract.Permanent, WeeklyHours = 20, Occupation = "9412" },
        };
        var world = new Dictionary<string, object>
        {
            ["coaching_id"] = coaching.CoachingId,
            ["employer_id"] = employer,
            ["job_id"] = job.JobId,
            ["occupation"] = "9412",
            ["weekly_hours"] = 30,
            ["minutes"] = 30,
            ["contact_id"] = contact,
            ["result_id"] = job.JobId,
            ["follow_up_id"] = followUp,
            ["feedback_id"] = asked.Feedback.FeedbackId,
            ["work_trial_id"] = (await hosts.TrialAsync()).WorkTrialId,
            ["RequestWorkTrialFeedbackRequest.contact"] = AskedHosts.Contact,
            ["host_training_id"] = trained.Training.HostTrainingId,
            ["AssignFollowUpRequest.owner"] = await host.WorkerAsync(),
            ["CorrectResultRequest.details"] = details,
            ["RecordResultRequest.type"] = (int)ResultType.Volunteering,
            ["SetPaySubsidyRequest.pay_subsidised"] = true,
            ["counselling_id"] = counselling.CounsellingId,
            ["resource_id"] = await ResourceAsync(),
            ["RecordResourceRequest.details"] = staffing,
            ["CorrectResourceRequest.details"] = staffing,
            ["group_id"] = group.GroupId,
            ["EndGroupRequest.group_id"] = (await NewGroupAsync()).GroupId,
            ["EnterGroupInErrorRequest.group_id"] = (await NewGroupAsync()).GroupId,
            ["JoinGroupRequest.group_id"] = (await NewGroupAsync()).GroupId,
            ["CreateGroupRequest.details"] = group.Details,
            ["UpdateGroupRequest.details"] = group.Details,
            ["member_id"] = member,
            ["session_id"] = session,
            ["CorrectGroupAttendanceRequest.session_id"] = held,
            ["attendance"] = new MemberAttendance { MemberId = member, Attendance = Attendance.Present },
            ["HoldGroupSessionRequest.attendance"] = new MemberAttendance { MemberId = member, Attendance = Attendance.Present },
            ["CorrectGroupAttendanceRequest.attendance"] = new MemberAttendance { MemberId = member, Attendance = Attendance.Present },
            ["RecordBenefitsCounsellingRequest.details"] = counselling.Details,
            ["CorrectBenefitsCounsellingRequest.details"] = counselling.Details,
            ["EstimateIncomeEffectRequest.question"] = new IncomeQuestion { WageAfter = new() { CurrencyCode = "EUR", Units = 900 } },
            ["AssignCoachRequest.coach"] = await host.WorkerAsync(),
            ["planned_contact_id"] = plan.PlannedContactId,
            ["coach_time_id"] = time.CoachTimeId,
            ["review_id"] = review.ReviewId,
            ["first_review_id"] = review.ReviewId,
            ["second_review_id"] = review.ReviewId,
            ["set"] = "IPS-25",
            ["ScoreQualityItemRequest.score"] = 3,
            ["ScoreQualityItemRequest.evidence"] = new QualityEvidence { Type = "doc", Text = "Kirjattu" },
        };
        return (coaching, job, new ContractRequests(world, FinnishTime.DayOf(host.Now)));
    }

    // One whose day has come: before that nobody is asked.
    private async Task<string> FollowUpAsync(string employer)
    {
        var request = new RecordJobRequest(CoachingHost.NewJob(new Coaching(), employer)) { ClientId = await host.OnPathwayAsync(), StartedOn = CoachingHost.Day(-112) };
        var old = (await host.Results.RecordJobAsync(request)).Job;
        var followUps = new FollowUpsService.FollowUpsServiceClient(host.As(Role.Coach, CoachingHost.City));
        return (await followUps.ListFollowUpsAsync(new ListFollowUpsRequest { ResultId = old.JobId })).FollowUps.Single(one => one.Months == 3).FollowUpId;
    }
}
