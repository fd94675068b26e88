namespace Tyokyky.WorkAbilityTeam.Assessments;

/// <summary>Tells an organisation which statements of its authors did not suffice, and why.</summary>
[Access(Team | Role.Referrer)]
internal sealed class ListInsufficientStatements(Reader reader)
{
    public Task<ListInsufficientStatementsResponse> Handle(ListInsufficientStatementsRequest request, Call call) => reader.ListAsync(
        request,
        call,
        paging => AssessmentStore.Insufficient(
            call.Caller.Organisation, paging.After is { } after ? (after.Day(0), after.Id(1)) : (DateOnly.MaxValue, Guid.AllBitsSet), paging.Limit),
        one => [PagingKeys.DayKey(one.JudgedOn), one.Id.ToString()],
        one => new Touch(one.ClientId, "assessment", one.AssessmentId.ToString()),
        page => ValueTask.FromResult(new ListInsufficientStatementsResponse { Statements = { page.Select(ToMessage) } }));

    private static InsufficientStatement ToMessage(InsufficientOne one) => new()
    {
        AssessmentId = one.AssessmentId.ToString(),
        StatementId = one.Id.ToString(),
        ClientId = one.ClientId.ToString(),
        Organisation = one.Organisation,
        Type = one.Type,
        Reference = one.Reference,
        Author = one.Author,
        StatedOn = one.StatedOn.ToDate(),
        Reason = one.Reason,
        JudgedOn = one.JudgedOn.ToDate(),
    };
}
