using Npgsql;

namespace Tyokyky.WorkAbilityTeam.Plans;

/// <summary>Support plans, each with one of its versions.</summary>
[Row<SupportPlan>("plan", Alias = "p", Skip = ["Current"], Beside = ["int latest"], Fixed = ["CaseId", "ClientId", "Organisation"])]
[Row<PlanVersion>("plan_version", Alias = "v", Beside = ["Guid plan_id"], Json = ["Body"], JsonContext = typeof(PlanJson))]
internal static partial class PlanStore
{
    /// <summary>To be changed.</summary>
    public static AggregateQuery<SupportPlan> Whole(Guid id) => Aggregate.Of("plan", id, ById(id));

    public static Query<SupportPlan> ById(Guid id) => new($"SELECT {Columns} {WithNewest} WHERE p.id = {id}", Read);

    public static Query<SupportPlan> ByCase(Guid caseId) => new($"SELECT {Columns} {WithNewest} WHERE p.case_id = {caseId}", Read);

    /// <summary>The plan with that version in the place of the newest.</summary>
    public static Query<SupportPlan> AsOfVersion(Guid id, int number) =>
        new($"SELECT {Columns} FROM plan p JOIN plan_version v ON v.plan_id = p.id AND v.number = {number} WHERE p.id = {id}", Read);

    /// <summary>The guard of every change of a plan.</summary>
    public static Sql Update(SupportPlan plan) =>
        $"UPDATE plan SET version = version + 1, latest = {plan.Current.Number} WHERE id = {plan.Id} AND version = {plan.Version}";

    public static Sql Answer(SupportPlan answered) =>
        $"""
        UPDATE plan_version SET answer = {(int)answered.Current.Answer}, comment = {answered.Current.Comment}, answered_on = {answered.Current.AnsweredOn}
        WHERE plan_id = {answered.Id} AND number = {answered.Current.Number}
        """;

    private static Sql WithNewest => $"FROM plan p JOIN plan_version v ON v.plan_id = p.id AND v.number = p.latest";

    private static Sql Columns => $"{SupportPlanRow.Columns}, {PlanVersionRow.Columns}";

    private static SupportPlan Read(NpgsqlDataReader row) => SupportPlanRow.Read(row) with { Current = PlanVersionRow.Read(row, SupportPlanRow.Width) };
}
