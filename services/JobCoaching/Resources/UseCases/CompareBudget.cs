namespace Tyokyky.JobCoaching.Resources;

/// <summary>Tells the budget of a period beside what it really cost.</summary>
[Access(Role.Manager | Role.Coordinator)]
internal sealed class CompareBudget(Database database)
{
    public static void Validate(CompareBudgetRequest request, Check check) => check.OptionalPeriod(request.FromDay, request.ToDay);

    public async Task<CompareBudgetResponse> Handle(CompareBudgetRequest request, Call call)
    {
        var sums = await database.ListAsync(
            ResourceStore.Budget(call.Caller.Organisation, request.Programme, request.FromDay.ToDay(), request.ToDay.ToDay()), call.Cancel);
        return new CompareBudgetResponse
        {
            Comparisons =
            {
                sums.Select(sum => new BudgetComparison
                {
                    Programme = sum.Programme,
                    Kind = sum.Kind,
                    Budget = sum.Budget.ToMoney(),
                    Actual = (sum.Grant + sum.Own).ToMoney(),
                    ActualGrant = sum.Grant.ToMoney(),
                    ActualOwn = sum.Own.ToMoney(),
                    Left = (sum.Budget - sum.Grant - sum.Own).ToMoney(),
                }),
            },
        };
    }
}
