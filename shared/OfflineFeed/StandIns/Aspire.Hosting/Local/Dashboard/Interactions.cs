using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;

namespace Aspire.Hosting.Local.Dashboard;

/// <summary>Questions to whoever looks at the dashboard: shown in every open browser, answered once.</summary>
internal sealed class Interactions
{
    private readonly ConcurrentDictionary<int, Question> open = new();
    private readonly List<Channel<WatchInteractionsResponseUpdate>> watchers = [];
    private readonly Lock gate = new();
    private int last;

    /// <summary>Asks for a command's arguments until they are complete; null when the operator breaks it off.</summary>
    public async Task<IReadOnlyList<Hosting.InteractionInput>?> AskAsync(string title, string message, IReadOnlyList<Hosting.InteractionInput> asked, CancellationToken cancel)
    {
        var question = new Question(Interlocked.Increment(ref last), title, message, [.. asked.Select(ProtoResources.Of)]);
        open[question.Id] = question;
        Tell(question.AsDialog());
        try
        {
            return await question.Answered.Task.WaitAsync(cancel) is { } given
                ? [.. asked.Select(input => new Hosting.InteractionInput { Name = input.Name, InputType = input.InputType, Value = given.GetValueOrDefault(input.Name) })]
                : null;
        }
        finally
        {
            open.TryRemove(question.Id, out _);
            Tell(new WatchInteractionsResponseUpdate { InteractionId = question.Id, Complete = new InteractionComplete() });
        }
    }

    public void Receive(WatchInteractionsRequestUpdate update)
    {
        if (!open.TryGetValue(update.InteractionId, out var question))
        {
            return;
        }

        if (update.KindCase == WatchInteractionsRequestUpdate.KindOneofCase.Complete)
        {
            question.Answered.TrySetResult(null);
        }
        else if (update is { KindCase: WatchInteractionsRequestUpdate.KindOneofCase.InputsDialog, ResponseUpdate: false })
        {
            if (question.Take(update.InputsDialog.InputItems))
            {
                question.Answered.TrySetResult(question.Inputs.ToDictionary(input => input.Name, input => (string?)input.Value));
            }
            else
            {
                Tell(question.AsDialog());
            }
        }
    }

    public Channel<WatchInteractionsResponseUpdate> Watch()
    {
        var watcher = Channel.CreateUnbounded<WatchInteractionsResponseUpdate>();
        lock (gate)
        {
            foreach (var question in open.Values)
            {
                watcher.Writer.TryWrite(question.AsDialog());
            }

            watchers.Add(watcher);
        }

        return watcher;
    }

    public void Leave(Channel<WatchInteractionsResponseUpdate> watcher)
    {
        lock (gate)
        {
            watchers.Remove(watcher);
        }
    }

    private void Tell(WatchInteractionsResponseUpdate update)
    {
        lock (gate)
        {
            watchers.ForEach(watcher => watcher.Writer.TryWrite(update));
        }
    }

    private sealed record Question(int Id, string Title, string Message, IReadOnlyList<InteractionInput> Inputs)
    {
        public TaskCompletionSource<Dictionary<string, string?>?> Answered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public WatchInteractionsResponseUpdate AsDialog()
        {
            var update = new WatchInteractionsResponseUpdate
            {
                InteractionId = Id,
                Title = Title,
                Message = Message,
                PrimaryButtonText = "OK",
                SecondaryButtonText = "Cancel",
                ShowSecondaryButton = true,
                ShowDismiss = true,
                InputsDialog = new InteractionInputsDialog(),
            };
            update.InputsDialog.InputItems.AddRange(Inputs.Select(input => input.Clone()));
            return update;
        }

        /// <summary>Takes the answers; false when one is missing or impossible, which is then said beside it.</summary>
        public bool Take(IEnumerable<InteractionInput> answers)
        {
            foreach (var answer in answers)
            {
                var input = Inputs.First(i => i.Name == answer.Name);
                input.Value = answer.Value;
                input.ValidationErrors.Clear();
                if (input.Required && string.IsNullOrWhiteSpace(answer.Value))
                {
                    input.ValidationErrors.Add($"{input.Label} is required.");
                }
                else if (input.MaxLength > 0 && answer.Value.Length > input.MaxLength)
                {
                    input.ValidationErrors.Add($"{input.Label} has at most {input.MaxLength} characters.");
                }
                else if (input.InputType == InputType.Number && answer.Value.Length > 0 && !double.TryParse(answer.Value, CultureInfo.InvariantCulture, out _))
                {
                    input.ValidationErrors.Add($"{input.Label} is a number.");
                }
            }

            return Inputs.All(input => input.ValidationErrors.Count == 0);
        }
    }
}
