using Microsoft.Extensions.DependencyInjection;
using Tyokyky.Contracts.Team.V1;
using Tyokyky.Records;
using Tyokyky.ServiceDefaults;
using Tyokyky.TestKit;
using Tyokyky.WorkAbilityTeam.Assessments;
using Tyokyky.WorkAbilityTeam.Common;
using Tyokyky.WorkAbilityTeam.Consultations;
using Tyokyky.WorkAbilityTeam.Disclosures;
using Tyokyky.WorkAbilityTeam.FunctionalPeriods;
using Tyokyky.WorkAbilityTeam.Measurements;
using Tyokyky.WorkAbilityTeam.Plans;
using Tyokyky.WorkAbilityTeam.Slots;
using Tyokyky.WorkAbilityTeam.SocialSituations;
using Tyokyky.WorkAbilityTeam.Teams;

namespace Tyokyky.WorkAbilityTeam.Tests.Persistence;

/// <summary>Among thousands of rows of the same organisation, a query reads what it shows and little more.</summary>
public sealed class ListPlanTests(TeamHost host) : IClassFixture<TeamHost>
{
    private const int Limit = 51;
    private const int Copies = 3000;
    private const int Teams = 30;

    private const string ATeam = "'team_id', md5(t.team_id::text || ':' || (n % 30 + 1))::uuid";

    private static readonly Guid last = new("ffffffff-ffff-ffff-ffff-ffffffffffff");

    private static readonly Caller team = new() { Subject = "team-nurse", Organisation = TeamHost.County, Roles = Role.TeamMember };
    private static readonly Caller guest = new() { Subject = "guest", Organisation = TeamWorld.Asked, Roles = Role.Referrer };

    // Tables with the columns that get ids of their own in each copy, and what else differs.
    private static readonly (string Table, string Ids, string Others)[] tables =
    [
        ("team_case", "id client_id task_id", ATeam),
        ("case_invitation", "id case_id", "'worker', 'guest-' || n"),
        ("case_package", "case_id", ""),
        ("meeting", "id", $"{ATeam}, 'planned_on', current_date - n % 50, 'held_on', CASE WHEN t.held_on IS NOT NULL THEN current_date - n % 50 END"),
        ("case_meeting", "case_id meeting_id", ""),
        ("team_action", "id case_id client_id meeting_id", "'due_on', current_date - 1 - n % 50"),
        ("case_naming", "id case_id client_id meeting_id", ""),
        ("plan", "id case_id client_id", "'review_due_on', current_date - n % 50"),
        ("plan_version", "plan_id", ""),
        ("plan_measure", "id plan_id client_id", "'due_on', current_date - 1 - n % 50, 'owner', 'owner-' || n % 100"),
        ("consultation", "id client_id case_id", "'asked_on', current_date - n, 'answered_on', current_date - n"),
        ("consultation_session", "id", "'held_on', current_date - n"),
        ("slot", "id", "'starts_at', t.starts_at + n * interval '1 hour', 'ends_at', t.ends_at + n * interval '1 hour', 'day', t.day + n"),
        ("slot_worker", "slot_id", "'starts_at', t.starts_at + n * interval '1 hour', 'ends_at', t.ends_at + n * interval '1 hour'"),
        ("known_task", "task_id client_id", ""),
        ("assessment", "id case_id client_id", "'waiting_for', 6, 'waiting_since', current_date - n % 50"),
        ("assessment_statement", "id assessment_id", "'sufficiency', 2, 'judged_on', current_date - n % 50"),
        ("assessment_application", "id assessment_id", "'filed_on', current_date - n"),
        ("social_situation", "id client_id", ""),
        ("social_situation_version", "situation_id", ""),
        ("measurement", "id case_id client_id", "'next_attempt_on', current_date - n % 50, 'owner', 'owner-' || n % 100, 'state', CASE n % 2 WHEN 0 THEN t.state ELSE 3 END, 'ended_on', current_date - n"),
        ("research_consent", "id client_id", ""),
        ("functional_period", "id case_id client_id", "'started_on', current_date - n"),
        ("known_client", "client_id", ""),
    ];

    [Fact]
    public async Task No_query_reads_a_table_from_end_to_end_nor_many_more_rows_than_it_shows()
    {
        var (teamCase, plan, _) = await host.WorldAsync();
        host.Sources.Tell(
            "referrals",
            new Contracts.Events.V1.PermissionGranted { PermissionId = TeamHost.Id(), ClientId = teamCase.ClientId, Kind = "consent", Scope = "all", FromOrganisation = TeamHost.County, ToOrganisation = TeamHost.City, ValidFrom = TeamHost.Day(-5) },
            teamCase.ClientId);
        await Eventually.Holds(async () => await host.Database.ScalarAsync<long>("SELECT count(*) FROM permission") == 1, "the permission is known");
        await QueryPlans.MultiplyAsync(host.Database.Owner, [("team", "id", ""), ("team_member", "id team_id", "'worker', t.worker || '-' || n")], Teams);
        await QueryPlans.MultiplyAsync(host.Database.Owner, [.. tables, ("permission", "permission_id client_id", "")], Copies);
        var database = host.Services.GetRequiredService<Database>();

        var ids = new Ids(Guid.Parse(teamCase.CaseId), Guid.Parse(teamCase.ClientId), Guid.Parse(teamCase.TaskId), Guid.Parse(plan.PlanId), Guid.Parse(teamCase.TeamId));
        var wasteful = await QueryPlans.WastefulAsync(database, [.. Lists(ids), .. Dues(ids), .. Counts(), .. Lookups(ids)], [.. tables.Select(table => table.Table), "permission"], Limit);

        wasteful.ShouldBeEmpty();
    }

    private static IEnumerable<(string Name, Sql Sql)> Lists(Ids ids)
    {
        foreach (var filter in (CaseFilter[])[new(0, null, null, null, false), new(CaseState.Closed, null, null, null, false), new(0, ids.Client, null, null, false), new(0, null, ids.Task, null, false), new(0, null, null, ids.Team, false), new(CaseState.Planned, null, null, ids.Team, false), new(0, null, null, null, true)])
        {
            yield return ($"cases {filter}", CaseStore.OfTeam(TeamHost.County, filter, last, Limit).Sql);
            yield return ($"shared cases {filter}", CaseStore.OpenTo(guest, Today, filter, last, Limit).Sql);
        }

        foreach (var filter in (MeetingFilter[])[new(null, 0, null, null, false), new(ids.Team, 0, null, null, false), new(null, MeetingState.Cancelled, null, null, false), new(null, 0, Today, Today, false), new(null, 0, null, null, true)])
        {
            yield return ($"meetings {filter}", MeetingStore.Of(filter.Shared ? guest : team, Today, filter, DateOnly.MaxValue, last, Limit).Sql);
        }

        foreach (var state in (NamingState[])[0, NamingState.Declined])
        {
            yield return ($"namings {state}", NamingStore.Of(TeamHost.County, asked: false, state, last, Limit).Sql);
            yield return ($"namings asked {state}", NamingStore.Of(TeamWorld.Asked, asked: true, state, last, Limit).Sql);
        }

        foreach (var state in (PlanState[])[0, PlanState.Active, PlanState.Ended])
        {
            yield return ($"plans {state}", PlanStore.Of(TeamHost.County, null, state, last, Limit).Sql);
            yield return ($"the client's plans {state}", PlanStore.Of(null, ids.Client, state, last, Limit).Sql);
        }

        foreach (var filter in (AssessmentFilter[])[new(null, null, null, 0, ""), new(ids.Client, null, null, 0, ""), new(null, ids.Case, null, 0, ""), new(null, null, ids.Task, 0, ""), new(null, null, null, AssessmentState.Insufficient, ""), new(null, null, null, 0, "psychology")])
        {
            yield return ($"assessments {filter}", AssessmentStore.Of(TeamHost.County, filter, last, Limit).Sql);
        }

        yield return ("the client's assessments", AssessmentStore.Of(null, new(ids.Client, null, null, 0, ""), last, Limit).Sql);
        foreach (var filter in (MatterFilter[])[new(false, 0, 0, "", null), new(false, ConsultationState.Cancelled, 0, "", null), new(false, 0, ConsultationKind.Expert, "", null), new(false, 0, 0, "benefits", null), new(false, 0, 0, "", Today), new(true, 0, 0, "", null), new(true, ConsultationState.Cancelled, 0, "", null)])
        {
            yield return ($"consultations {filter}", ConsultationStore.Of(TeamHost.County, filter, last, Limit).Sql);
        }

        foreach (var kind in (ConsultationKind[])[0, ConsultationKind.Expert])
        {
            yield return ($"sessions {kind}", ConsultationStore.Sessions(TeamHost.County, kind, DateOnly.MaxValue, last, Limit).Sql);
        }

        foreach (var filter in (SlotFilter[])[new(DateTimeOffset.UnixEpoch, 0, 0, ""), new(DateTimeOffset.UnixEpoch, SlotState.Withdrawn, 0, ""), new(DateTimeOffset.UnixEpoch, 0, SlotKind.Reception, "physician")])
        {
            yield return ($"slots {filter}", SlotStore.Of(TeamHost.County, filter, DateTimeOffset.UnixEpoch, Guid.Empty, Limit).Sql);
        }

        foreach (var filter in (MeasurementFilter[])[new(null, null, 0), new(ids.Client, null, 0), new(null, ids.Case, 0), new(null, null, MeasurementState.Refused)])
        {
            yield return ($"measurements {filter}", MeasurementStore.Of(TeamHost.County, filter, last, Limit).Sql);
        }

        foreach (var filter in (PeriodFilter[])[new(null, null, 0), new(ids.Client, null, 0), new(null, ids.Case, 0), new(null, null, FunctionalPeriodState.Cancelled)])
        {
            yield return ($"functional periods {filter}", PeriodStore.Of(TeamHost.County, filter, last, Limit).Sql);
        }

        yield return ("social situations", SituationStore.Of(ids.Client, TeamHost.County, last, Limit).Sql);
        yield return ("external results", ConsentStore.ResultsOf(ids.Case, last, Limit).Sql);
        yield return ("insufficient statements", AssessmentStore.Insufficient(TeamHost.County, (DateOnly.MaxValue, last), Limit).Sql);
        yield return ("an extract", MeasurementStore.Consented(TeamHost.County, (Today.AddDays(-5), Today, ""), Today, (Guid.Empty, ""), Limit).Sql);
        yield return ("teams", TeamStore.Of(team, Today, last, Limit).Sql);
    }

    private static IEnumerable<(string Name, Sql Sql)> Dues(Ids ids)
    {
        var (first, none) = (DateOnly.MinValue, Guid.Empty);
        yield return ("due reviews", PlanStore.DueReviews(TeamHost.County, Today, first, none, Limit).Sql);
        foreach (var owner in (string[])["", "owner-7"])
        {
            yield return ($"due measures of {owner}", PlanStore.DueMeasures(TeamHost.County, Today, owner, first, none, Limit).Sql);
            yield return ($"due measurements of {owner}", MeasurementStore.Due(TeamHost.County, owner, Today, (first, none), Limit).Sql);
        }

        foreach (var (type, kind) in ((string, AssessmentLegKind)[])[("", 0), ("", AssessmentLegKind.Judgement), ("psychology", 0)])
        {
            yield return ($"open legs of {type} {kind}", AssessmentStore.Waiting(TeamHost.County, type, kind, (first, none), Limit).Sql);
        }

        foreach (var filter in (ActionFilter[])[new(true, "", null, ActionState.Open, null), new(false, "", null, ActionState.Open, null), new(false, "guest", null, ActionState.Open, null), new(true, "", ids.Case, ActionState.Open, null), new(true, "", null, ActionState.Cancelled, null), new(true, "", null, ActionState.Open, Today)])
        {
            yield return ($"actions {filter}", ActionStore.Of(team, Today, filter, first, none, Limit).Sql);
            yield return ($"another organisation's actions {filter}", ActionStore.Of(guest, Today, filter, first, none, Limit).Sql);
            yield return ($"the client's actions {filter}", ActionStore.OfClient(ids.Client, filter, first, none, Limit).Sql);
        }

        yield return ("carried over", CaseStore.CarriedOver(TeamHost.County, ids.Team).Sql);
    }

    // Of a few days: what counts a whole year reads a year.
    private static IEnumerable<(string Name, Sql Sql)> Counts()
    {
        var (from, to) = (Today.AddDays(-60), Today.AddDays(-50));
        yield return ("decisions", AssessmentStore.Decisions(TeamHost.County, (from, to, ""), ("", ""), Limit).Sql);
        yield return ("consultations in sum", ConsultationStore.Totals(TeamHost.County, from, to, 0).Sql);
        yield return ("consultations by service", ConsultationStore.Tally(TeamHost.County, from, to, 0).Sql);
        yield return ("slots in sum", SlotStore.Totals(TeamHost.County, Today.AddDays(100), Today.AddDays(110), 0).Sql);
        yield return ("changes", MeasurementStore.Changes(TeamHost.County, from, to, ("", "", ""), Limit).Sql);
        yield return ("functional periods in sum", PeriodStore.Counts(TeamHost.County, from, to, (0, ""), Limit).Sql);
    }

    private static IEnumerable<(string Name, Sql Sql)> Lookups(Ids ids)
    {
        yield return ("a case", CaseStore.ById(ids.Case).Sql);
        yield return ("the cases of a task", CaseStore.ByTask(ids.Task).Sql);
        yield return ("the client's open case", CaseStore.OpenOf(ids.Client, TeamHost.County).Sql);
        yield return ("coachings of a case", CaseStore.CoachingsOf(ids.Case).Sql);
        yield return ("invitations of a case", CaseStore.InvitationsOf(ids.Case).Sql);
        yield return ("agendas of a case", MeetingStore.AgendasOf(ids.Case).Sql);
        yield return ("an agenda", MeetingStore.AgendaOf(ids.Case).Sql);
        yield return ("actions of a case", ActionStore.OfCases(ids.Case).Sql);
        yield return ("actions of a meeting", ActionStore.OfMeeting(ids.Case).Sql);
        yield return ("whether a case is open to somebody", SharingStore.Open([ids.Case], guest, Today).Sql);
        yield return ("who is invited", SharingStore.Invited([ids.Case], ["guest"], Today, Today).Sql);
        yield return ("prohibitions", SharingStore.IsProhibited(ids.Case, TeamHost.City, Today).Sql);
        yield return ("whether somebody is asked", NamingStore.IsAsked(ids.Client).Sql);
        yield return ("a package", PackageStore.AsOf(ids.Case, 1).Sql);
        yield return ("a plan", PlanStore.ById(ids.Plan).Sql);
        yield return ("the plan of a case", PlanStore.ByCase(ids.Case).Sql);
        yield return ("the plans of a case", PlanStore.NewestOf(ids.Case).Sql);
        yield return ("versions of a plan", PlanStore.VersionsOf(ids.Plan).Sql);
        yield return ("measures of a plan", PlanStore.LivesOf(ids.Plan).Sql);
        yield return ("measures of a case", PlanStore.LivesByCase(ids.Case).Sql);
        yield return ("the case of a plan", PlanStore.CaseOf(ids.Plan).Sql);
        yield return ("the measure of a task", PlanStore.OfTask(ids.Task).Sql);
        yield return ("permissions on a plan", PermissionStore.OnPlan(ids.Plan, TeamHost.City, Today).Sql);
        yield return ("permissions", PermissionStore.Given(ids.Client, TeamHost.County, Today).Sql);
        yield return ("permissions of a scope", PermissionStore.Kinds(ids.Client, TeamHost.County, TeamHost.City, "all", Today).Sql);
        yield return ("the assessment of a task", AssessmentStore.ByTask(ids.Task).Sql);
        yield return ("statements", AssessmentStore.StatementsOf(ids.Case).Sql);
        yield return ("applications", AssessmentStore.ApplicationsOf(ids.Case).Sql);
        yield return ("answered measurements", MeasurementStore.AnsweredIn(ids.Case).Sql);
        yield return ("the situation of a case", SituationStore.OfAnchor(ids.Case, null).Sql);
        yield return ("the situation of an assessment", SituationStore.OfAnchor(null, ids.Case).Sql);
        yield return ("a busy professional", SlotStore.Busy(["doctor"], [DateTimeOffset.UnixEpoch], 30).Sql);
        yield return ("a known client", RegisterStore.Client(ids.Client, TeamHost.County, "").Sql);
        yield return ("a team for a municipality", TeamStore.Serving(TeamHost.County, "698", Today).Sql);
    }

    private static DateOnly Today => FinnishTime.DayOf(TimeProvider.System.GetUtcNow());

    private sealed record Ids(Guid Case, Guid Client, Guid Task, Guid Plan, Guid Team);
}
