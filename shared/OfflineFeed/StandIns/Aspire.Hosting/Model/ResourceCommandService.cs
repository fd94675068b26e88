using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Gives commands to resources.</summary>
public class ResourceCommandService
{
    private readonly IServiceProvider services;

    internal ResourceCommandService(IServiceProvider services) => this.services = services;

    /// <summary>Gives a command without arguments.</summary>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, CancellationToken cancellationToken = default) =>
        ExecuteCommandAsync(resourceId, commandName, new InteractionInputCollection([]), cancellationToken);

    /// <summary>Gives a command without arguments.</summary>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(IResource resource, string commandName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return ExecuteCommandAsync(resource.Name, commandName, cancellationToken);
    }

    /// <summary>Gives a command.</summary>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(IResource resource, string commandName, InteractionInputCollection arguments, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return ExecuteCommandAsync(resource.Name, commandName, arguments, cancellationToken);
    }

    /// <summary>Gives a command.</summary>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, InteractionInputCollection arguments, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        if (!services.GetRequiredService<ResourceNotificationService>().TryGetCurrentState(resourceId, out var known))
        {
            return CommandResults.Failure($"There is no resource '{resourceId}'.");
        }

        var resource = known.Resource;
        if (resource.Annotations.OfType<CommandAnnotation>().FirstOrDefault(c => c.Name == commandName) is not { } command)
        {
            return CommandResults.Failure($"'{resource.Name}' has no command '{commandName}'.");
        }

        var answers = Answers(command, arguments);
        if (answers.FirstOrDefault(a => a.Required && string.IsNullOrWhiteSpace(a.Value)) is { } missing)
        {
            return CommandResults.Failure($"{missing.Label ?? missing.Name} is required.");
        }

        var logger = services.GetRequiredService<ResourceLoggerService>().GetLogger(resource);
        try
        {
            return await command.Execute(new ExecuteCommandContext
            {
                ServiceProvider = services,
                CancellationToken = cancellationToken,
                Logger = logger,
                Arguments = new InteractionInputCollection(answers),
            });
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return CommandResults.Canceled();
        }
#pragma warning disable CA1031 // Whatever a command fails with is shown to the operator, and ends nothing else.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            logger.LogError(failure, "Command '{Command}' failed.", commandName);
            return CommandResults.Failure(failure);
        }
    }

    private static List<InteractionInput> Answers(CommandAnnotation command, InteractionInputCollection given) =>
    [
        .. command.Options.Arguments.Select(asked => new InteractionInput
        {
            Name = asked.Name,
            Label = asked.Label,
            InputType = asked.InputType,
            Required = asked.Required,
            Options = asked.Options,
            Value = given.TryGetByName(asked.Name, out var answer)
                ? answer.Value?.ToString(CultureInfo.InvariantCulture)
                : asked.Value ?? (asked.InputType == InputType.Boolean ? "false" : null),
        }),
    ];
}
