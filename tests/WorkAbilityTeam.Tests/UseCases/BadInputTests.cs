using Grpc.Core;
using Tyokyky.Contracts.Common.V1;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.TestKit;

namespace Tyokyky.WorkAbilityTeam.Tests.UseCases;

/// <summary>Each is refused with its own field and reason, and changes nothing.</summary>
public sealed class BadInputTests(TeamHost host) : IClassFixture<TeamHost>
{
    private static readonly Dictionary<string, (string Reason, Action<RecordMeetingRequest> Spoil)> meetings = new()
    {
        ["held_on"] = ("DAY_IN_FUTURE", request => request.HeldOn = TeamHost.Day(1)),
        ["held_on "] = ("DAY_BEFORE_OPENING", request => request.HeldOn = TeamHost.Day(-300)),
        ["held_on  "] = ("DAY_INVALID", request => request.HeldOn = new Date { Year = 2026, Month = 2, Day = 30 }),
        ["professions_present"] = ("FIELD_REQUIRED", request => request.ProfessionsPresent.Clear()),
        ["professions_present[1]"] = ("UNKNOWN_CODE", request => request.ProfessionsPresent[1] = "wizard"),
        ["mode"] = ("FIELD_REQUIRED", request => request.Mode = Mode.Unspecified),
        ["mode "] = ("VALUE_UNKNOWN", request => request.Mode = (Mode)99),
        ["minutes"] = ("NUMBER_OUT_OF_RANGE", request => request.Minutes = 1441),
        ["agenda"] = ("FIELD_REQUIRED", request => request.Agenda.Clear()),
        ["agenda "] = ("VALUE_TWICE", request => request.Agenda.Add(request.Agenda[0])),
        ["agenda  "] = ("TOO_MANY_VALUES", request => request.Agenda.AddRange(Enumerable.Range(0, 50).Select(_ => new AgendaCase { CaseId = TeamHost.Id(), ClientPart = ClientPart.Present }))),
        ["agenda[0].case_id"] = ("UUID_INVALID", request => request.Agenda[0].CaseId = "x"),
        ["agenda[0].client_part"] = ("FIELD_REQUIRED", request => request.Agenda[0].ClientPart = ClientPart.Unspecified),
        ["agenda[0].recommendation"] = ("TEXT_TOO_LONG", request => request.Agenda[0].Recommendation = new string('x', 2001)),
        ["agenda[0].actions[0].text"] = ("FIELD_REQUIRED", request => request.Agenda[0].Actions[0].Text = ""),
        ["agenda[0].actions[0].owner"] = ("FIELD_REQUIRED", request => request.Agenda[0].Actions[0].Owner = ""),
        ["agenda[0].actions[0].due_on"] = ("FIELD_REQUIRED", request => request.Agenda[0].Actions[0].DueOn = null),
        ["request_id"] = ("UUID_INVALID", request => request.RequestId = "again"),
    };

    private static readonly Dictionary<string, (string Reason, Action<WritePlanRequest> Spoil)> plans = new()
    {
        ["case_id"] = ("FIELD_REQUIRED", request => request.CaseId = ""),
        ["strengths"] = ("FIELD_REQUIRED", request => request.Strengths = " "),
        ["goals"] = ("GOAL_REQUIRED", request => request.Goals.Clear()),
        ["goals[0].text"] = ("FIELD_REQUIRED", request => request.Goals[0].Text = ""),
        ["made_on"] = ("DAY_IN_FUTURE", request => request.MadeOn = TeamHost.Day(1)),
        ["made_on "] = ("DAY_BEFORE_OPENING", request => request.MadeOn = TeamHost.Day(-300)),
        ["review_on"] = ("DAY_BEFORE_START", request => request.ReviewOn = request.MadeOn),
        ["measures"] = ("VALUE_TWICE", request =>
        {
            request.Measures[0].MeasureId = TeamHost.Id();
            request.Measures.Add(request.Measures[0]);
        }
        ),
        ["measures[0].measure_id"] = ("MEASURE_UNKNOWN", request => request.Measures[0].MeasureId = TeamHost.Id()),
        ["measures[0].measure_id "] = ("UUID_INVALID", request => request.Measures[0].MeasureId = "first"),
        ["measures[0].kind"] = ("UNKNOWN_CODE", request => request.Measures[0].Kind = "magic"),
        ["measures[0].provider"] = ("BUSINESS_ID_INVALID", request => request.Measures[0].Provider = "0000003-6"),
        ["measures[0].provider "] = ("FIELD_REQUIRED", request => request.Measures[0].Provider = ""),
        ["measures[0].owner"] = ("FIELD_REQUIRED", request => request.Measures[0].Owner = ""),
        ["measures[0].due_on"] = ("FIELD_REQUIRED", request => request.Measures[0].DueOn = null),
        ["measures[0].basis"] = ("FIELD_REQUIRED", request => request.Measures[0].Basis = MeasureBasis.Unspecified),
    };

    private static readonly Dictionary<string, (string Reason, Action<CloseCaseRequest> Spoil)> closings = new()
    {
        ["case_id"] = ("UUID_INVALID", request => request.CaseId = "x"),
        ["outcome"] = ("UNKNOWN_CODE", request => request.Outcome = "vanished"),
        ["outcome "] = ("FIELD_REQUIRED", request => request.Outcome = ""),
        ["outcome_text"] = ("TEXT_TOO_LONG", request => request.OutcomeText = new string('x', 4001)),
        ["closed_on"] = ("DAY_IN_FUTURE", request => request.ClosedOn = TeamHost.Day(1)),
        ["closed_on "] = ("DAY_BEFORE_OPENING", request => request.ClosedOn = TeamHost.Day(-300)),
    };

    private static readonly Dictionary<string, (string Reason, Action<RecordClientAnswerRequest> Spoil)> answers = new()
    {
        ["plan_id"] = ("FIELD_REQUIRED", request => request.PlanId = ""),
        ["version"] = ("NUMBER_OUT_OF_RANGE", request => request.Version = 0),
        ["answer"] = ("FIELD_REQUIRED", request => request.Answer = ClientAnswer.Unspecified),
        ["comment"] = ("TEXT_TOO_LONG", request => request.Comment = new string('x', 2001)),
        ["answered_on"] = ("DAY_IN_FUTURE", request => request.AnsweredOn = TeamHost.Day(1)),
        ["answered_on "] = ("DAY_BEFORE_START", request => request.AnsweredOn = TeamHost.Day(-300)),
    };

    public static TheoryData<string> Meetings => [.. meetings.Keys];

    public static TheoryData<string> Plans => [.. plans.Keys];

    public static TheoryData<string> Closings => [.. closings.Keys];

    public static TheoryData<string> Answers => [.. answers.Keys];

    [Theory]
    [MemberData(nameof(Meetings))]
    public async Task A_wrong_meeting(string field)
    {
        var opened = await host.OpenedAsync();
        var request = TeamHost.NewMeeting(opened);
        meetings[field].Spoil(request);

        await RefusedAsync(host.Cases.RecordMeetingAsync(request), field, meetings[field].Reason, opened);
    }

    [Theory]
    [MemberData(nameof(Plans))]
    public async Task A_wrong_plan(string field)
    {
        var opened = await host.OpenedAsync();
        var request = TeamHost.NewPlan(opened, TeamHost.NewMeasure());
        plans[field].Spoil(request);

        await RefusedAsync(host.Plans.WritePlanAsync(request), field, plans[field].Reason, opened);
    }

    [Theory]
    [MemberData(nameof(Closings))]
    public async Task A_wrong_closing(string field)
    {
        var opened = await host.OpenedAsync();
        var request = new CloseCaseRequest { CaseId = opened.CaseId, Outcome = "employed" };
        closings[field].Spoil(request);

        await RefusedAsync(host.Cases.CloseCaseAsync(request), field, closings[field].Reason, opened);
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task A_wrong_answer(string field)
    {
        var opened = await host.OpenedAsync();
        var plan = (await host.Plans.WritePlanAsync(TeamHost.NewPlan(opened))).Plan;
        var planned = await host.ReadAsync(opened.CaseId);
        var request = new RecordClientAnswerRequest { PlanId = plan.PlanId, Version = 1, Answer = ClientAnswer.Accepted };
        answers[field].Spoil(request);

        await RefusedAsync(host.Plans.RecordClientAnswerAsync(request), field, answers[field].Reason, planned);
        (await host.Plans.GetPlanAsync(new GetPlanRequest { PlanId = plan.PlanId })).Plan.ShouldBe(plan);
    }

    private async Task RefusedAsync<T>(AsyncUnaryCall<T> call, string field, string reason, Case before)
    {
        var refusal = await call.ShouldFail(StatusCode.InvalidArgument, reason);

        refusal.Metadata["field"].ShouldBe(field.Trim());
        refusal.BadRequest!.FieldViolations.ShouldContain(violation => violation.Field == field.Trim());
        (await host.ReadAsync(before.CaseId)).ShouldBe(before);
    }
}
