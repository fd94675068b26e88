namespace Tyokyky.Referrals.Common;

/// <summary>What a case or a coaching ended in, in the words in which tasks and steps end.</summary>
internal static class Outcomes
{
    private const string Tasks = "task-outcome";

    public static string OfCase(CaseClosed closed) => CodeSystem.Get("case-outcome").In(Tasks, closed.Outcome) ?? closed.Outcome;

    public static string OfCoaching(CoachingEnded ended) => CodeSystem.Get("coaching-outcome").In(Tasks, ended.Outcome) ?? ended.Outcome;
}
