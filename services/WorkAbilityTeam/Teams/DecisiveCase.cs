namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Of several cases the one to which the caller has the least relation: it refuses all, and the row of the refusal names it.</summary>
internal static class DecisiveCase
{
    public static (Guid Id, TeamCase? Case) Of(IEnumerable<Guid> ids, IReadOnlyList<TeamCase> cases, Call call) =>
        ids.Select(id => (Id: id, Case: cases.FirstOrDefault(found => found.Id == id)))
            .DefaultIfEmpty()
            .MinBy(one => (one.Case?.RelationOf(call.Caller) ?? Relation.None) & Relation.Owner);
}
