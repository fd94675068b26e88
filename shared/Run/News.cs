namespace Tyokyky.Run;

/// <summary>What became of the resources since it was last asked: which ended, how, what is done about it, and which runs again.</summary>
internal sealed class News(Suite suite, IReadOnlyList<ResourceLog> known)
{
    private readonly Dictionary<string, int> told = known.ToDictionary(log => log.Name, log => log.States.Count);
    private readonly HashSet<string> ended = [.. known.Where(log => log.HasFailed).Select(log => log.Name)];
    private readonly HashSet<string> awaited = [];

    public IEnumerable<string> Of(IEnumerable<ResourceLog> logs) => logs.SelectMany(Of);

    private IEnumerable<string> Of(ResourceLog log)
    {
        var place = told.GetValueOrDefault(log.Name);
        while (place < log.States.Count)
        {
            var end = log.States.Skip(place).TakeWhile(log.IsFailure).ToList();
            var says = end.Find(state => state.Contains(';', StringComparison.Ordinal));
            if (end.Count == 0)
            {
                if (log.States[place] == ResourceLog.Running && ended.Remove(log.Name))
                {
                    yield return $"{log.Name} runs again.";
                }

                place++;
            }
            else if (says is null && place + end.Count == log.States.Count && awaited.Add(log.Name))
            {
                // What is done about the end is written after it.
                break;
            }
            else
            {
                // Before a start the orchestrator calls what has ended an end once more.
                if (place == 0 || !log.IsFailure(log.States[place - 1]))
                {
                    yield return Told(log.Name, says ?? end[0]);
                }

                ended.Add(log.Name);
                awaited.Remove(log.Name);
                place += end.Count;
            }
        }

        told[log.Name] = place;
    }

    private string Told(string name, string state)
    {
        // A program that a signal ended has no exit code, which the orchestrator calls -1.
        var how = state.Replace("exit code -1", "killed by a signal", StringComparison.Ordinal);
        return $"{name} has ended: {how}{(Restarts.ArePlanned(state) ? "" : "; start it in the dashboard")}. Its log: {suite.File($"logs/{name}.log")}";
    }
}
