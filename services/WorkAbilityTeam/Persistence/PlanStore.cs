using System.Text.Json;
using Npgsql;

namespace Tyokyky.WorkAbilityTeam.Persistence;

/// <summary>Support plans with their versions.</summary>
internal static class PlanStore
{
    public static Query<SupportPlan> ById(Guid id) =>
        new($"SELECT {Columns} FROM plan p JOIN plan_version v ON v.plan_id = p.id AND v.number = p.latest WHERE p.id = {id}", Read);

    public static Query<SupportPlan> ByCase(Guid caseId) =>
        new($"SELECT {Columns} FROM plan p JOIN plan_version v ON v.plan_id = p.id AND v.number = p.latest WHERE p.case_id = {caseId}", Read);

    /// <summary>The plan with that version in the place of the newest.</summary>
    public static Query<SupportPlan> AsOfVersion(Guid id, int number) =>
        new($"SELECT {Columns} FROM plan p JOIN plan_version v ON v.plan_id = p.id AND v.number = {number} WHERE p.id = {id}", Read);

    public static Sql Insert(SupportPlan plan) =>
        $"INSERT INTO plan (id, version, case_id, client_id, organisation, latest) VALUES ({plan.Id}, {plan.Version}, {plan.CaseId}, {plan.ClientId}, {plan.Organisation}, {plan.Current.Number})";

    /// <summary>The guard of every change of a plan.</summary>
    public static Sql Update(SupportPlan changed) =>
        $"UPDATE plan SET version = {changed.Version}, latest = {changed.Current.Number} WHERE id = {changed.Id} AND version = {changed.Version - 1}";

    public static Sql InsertVersion(SupportPlan plan) =>
        $"""
        INSERT INTO plan_version (plan_id, number, made_on, review_on, recorded_at, answer, comment, answered_on, body)
        VALUES ({plan.Id}, {plan.Current.Number}, {plan.Current.MadeOn}, {plan.Current.ReviewOn}, {plan.Current.RecordedAt}, {(int)plan.Current.Answer}, {plan.Current.Comment}, {plan.Current.AnsweredOn}, {BodyOf(plan.Current)})
        """;

    public static Sql Answer(SupportPlan answered) =>
        $"""
        UPDATE plan_version SET answer = {(int)answered.Current.Answer}, comment = {answered.Current.Comment}, answered_on = {answered.Current.AnsweredOn}
        WHERE plan_id = {answered.Id} AND number = {answered.Current.Number}
        """;

    private static SqlJson BodyOf(PlanVersion version) =>
        Sql.Json(JsonSerializer.Serialize(new PlanBody(version.Strengths, version.Goals, version.Measures), TeamJson.Default.PlanBody));

    private static Sql Columns =>
        $"p.id, p.version, p.case_id, p.client_id, p.organisation, v.number, v.made_on, v.review_on, v.recorded_at, v.answer, v.comment, v.answered_on, v.body::text";

    private static SupportPlan Read(NpgsqlDataReader row)
    {
        var body = JsonSerializer.Deserialize(row.GetString(12), TeamJson.Default.PlanBody)!;
        return new SupportPlan
        {
            Id = row.GetGuid(0),
            Version = row.GetInt64(1),
            CaseId = row.GetGuid(2),
            ClientId = row.GetGuid(3),
            Organisation = row.GetString(4),
            Current = new PlanVersion(
                row.GetInt32(5),
                body.Strengths,
                body.Goals,
                body.Measures,
                row.GetFieldValue<DateOnly>(6),
                row.GetFieldValue<DateOnly>(7),
                row.GetFieldValue<DateTimeOffset>(8))
            {
                Answer = (ClientAnswer)row.GetInt32(9),
                Comment = row.GetString(10),
                AnsweredOn = row.Day(11),
            },
        };
    }
}

/// <summary>What of a version is kept as it is, and never searched.</summary>
internal sealed record PlanBody(string Strengths, string[] Goals, PlanMeasure[] Measures);
