using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Shape of an icon.</summary>
public enum IconVariant
{
    /// <summary>Outlined.</summary>
    Regular = 0,

    /// <summary>Filled.</summary>
    Filled = 1,
}

/// <summary>Whether a command can be given now.</summary>
public enum ResourceCommandState
{
    /// <summary>It can.</summary>
    Enabled = 0,

    /// <summary>It is shown and can't.</summary>
    Disabled = 1,

    /// <summary>It is not shown.</summary>
    Hidden = 2,
}

/// <summary>How a command is shown.</summary>
public class CommandOptions
{
    /// <summary>What it does.</summary>
    public string? Description { get; set; }

    /// <summary>What it asks for.</summary>
    [Experimental("ASPIREINTERACTION001", UrlFormat = "https://aka.ms/aspire/diagnostics/{0}")]
    public IReadOnlyList<InteractionInput> Arguments { get; set; } = [];

    /// <summary>What is to be confirmed first.</summary>
    public string? ConfirmationMessage { get; set; }

    /// <summary>A Fluent UI icon.</summary>
    public string? IconName { get; set; }

    /// <summary>The icon's shape.</summary>
    public IconVariant? IconVariant { get; set; }

    /// <summary>Whether it is a button of its own beside the menu.</summary>
    public bool IsHighlighted { get; set; }

    /// <summary>Whether it can be given; asked at each change of the resource.</summary>
    public Func<UpdateCommandStateContext, ResourceCommandState>? UpdateState { get; set; }
}

/// <summary>What a command's state depends on.</summary>
public sealed class UpdateCommandStateContext
{
    /// <summary>The resource now.</summary>
    public required CustomResourceSnapshot ResourceSnapshot { get; init; }
}

/// <summary>A command that was given.</summary>
public sealed class ExecuteCommandContext
{
    /// <summary>The application's services.</summary>
    public required IServiceProvider ServiceProvider { get; init; }

    /// <summary>Ends when nobody waits for the result any more.</summary>
    public required CancellationToken CancellationToken { get; init; }

    /// <summary>Writes to the resource's console log.</summary>
    public required ILogger Logger { get; init; }

    /// <summary>What the operator answered.</summary>
    public required InteractionInputCollection Arguments { get; init; }
}

/// <summary>How a result is written.</summary>
public enum CommandResultFormat
{
    /// <summary>As plain text.</summary>
    Text = 0,

    /// <summary>As Markdown.</summary>
    Markdown = 2,
}

/// <summary>What a command has to show.</summary>
public sealed class CommandResultData
{
    /// <summary>The text.</summary>
    public required string Value { get; init; }

    /// <summary>How it is written.</summary>
    public CommandResultFormat Format { get; init; }

    /// <summary>Whether it opens without being asked for.</summary>
    public bool DisplayImmediately { get; init; }
}

/// <summary>What a command came to.</summary>
public sealed class ExecuteCommandResult
{
    /// <summary>Whether it did what it says.</summary>
    public required bool Success { get; init; }

    /// <summary>Whether the operator broke it off.</summary>
    public bool Canceled { get; init; }

    /// <summary>In words.</summary>
    public string? Message { get; init; }

    /// <summary>What there is to show.</summary>
    public CommandResultData? Data { get; init; }
}

/// <summary>Makes results.</summary>
public static class CommandResults
{
    /// <summary>Done.</summary>
    public static ExecuteCommandResult Success() => new() { Success = true };

    /// <summary>Done.</summary>
    public static ExecuteCommandResult Success(string message) => new() { Success = true, Message = message };

    /// <summary>Done, with something to show.</summary>
    public static ExecuteCommandResult Success(string message, CommandResultData value) => new() { Success = true, Message = message, Data = value };

    /// <summary>Failed.</summary>
    public static ExecuteCommandResult Failure(string? errorMessage = null) => new() { Success = false, Message = errorMessage };

    /// <summary>Failed.</summary>
    public static ExecuteCommandResult Failure(Exception exception) => Failure(exception.Message);

    /// <summary>Broken off.</summary>
    public static ExecuteCommandResult Canceled() => new() { Success = false, Canceled = true };
}

/// <summary>The names of every resource's own commands.</summary>
public static class KnownResourceCommands
{
    /// <summary>Starts it.</summary>
    public static readonly string StartCommand = "start";

    /// <summary>Stops it.</summary>
    public static readonly string StopCommand = "stop";

    /// <summary>Stops and starts it.</summary>
    public static readonly string RestartCommand = "restart";
}

internal sealed record CommandAnnotation(
    string Name, string DisplayName, CommandOptions Options, Func<ExecuteCommandContext, Task<ExecuteCommandResult>> Execute) : IResourceAnnotation;
