namespace Tyokyky.JobCoaching.Caseloads;

/// <summary>Something that comes due and that coaches' lists show. Whoever has such things registers one; the lists put all together.</summary>
internal interface IAgendaSource
{
    /// <summary>
    /// Rows with the columns of <see cref="DueItem"/>, all of one kind, in the scope and after its key, by due_on and subject_id, at most so many.
    /// </summary>
    Sql Due(AgendaScope scope);
}

/// <summary>What a page of the agenda is asked of.</summary>
/// <param name="From">Null: from the first on, for what was due and is not done.</param>
/// <param name="Coach">Empty: everybody's.</param>
internal sealed record AgendaScope(
    string Organisation, string Coach, DateOnly? From, DateOnly To, DateOnly Today, (DateOnly Day, int Kind, Guid Id) After, int Limit)
{
    /// <summary>Of one kind, the rows that the page has not gone past.</summary>
    public Sql Ahead(Sql dueOn, AgendaKind kind, Sql id) =>
        $"""
        {dueOn} <= {To} AND ({dueOn}, {(int)kind}, {id}) > ({After.Day}, {After.Kind}, {After.Id})
        {SqlParts.If(From is not null, $" AND {dueOn} >= {From}")}
        """;

    /// <summary>Of rows that have a coach, those of the one who is asked for.</summary>
    public Sql OfCoach => SqlParts.If(Coach.Length > 0, $" AND coach = {Coach}");
}

/// <summary>Something due.</summary>
internal sealed record DueItem(
    AgendaKind Kind, Guid SubjectId, Guid? CoachingId, Guid ClientId, string Coach, DateOnly DueOn, DateOnly? LastContactOn,
    ContactParty Party, Contracts.Common.V1.Mode Mode, string Purpose);
