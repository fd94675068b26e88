using System.Globalization;
using System.Reflection;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Local;

/// <summary>Says how a server of this machine is started; asked before each start.</summary>
internal sealed record LocalProgram(Func<LocalProgramContext, CancellationToken, Task<ProgramSpec>> Prepare) : IResourceAnnotation
{
    /// <summary>How often a start that fails at once is repeated: a server that was killed may still be letting go of its data.</summary>
    public int Retries { get; init; }
}

/// <summary>What a server is started with.</summary>
internal sealed record LocalProgramContext(DataFolder Data, ResourceOutput Output, IReadOnlyDictionary<string, string> Environment);

/// <summary>Finds the program behind a resource, with its environment and arguments.</summary>
internal sealed class Programs(LocalHostOptions options, DistributedApplicationExecutionContext execution, DataFolder data)
{
    // The stand-in SDK writes one such entry per referenced project: project file → built program.
    private readonly Dictionary<string, string> built = (options.AppHostAssembly?.GetCustomAttributes<AssemblyMetadataAttribute>() ?? [])
        .Where(entry => entry.Key.StartsWith("aspire-stand-in:", StringComparison.Ordinal))
        .ToDictionary(entry => entry.Key["aspire-stand-in:".Length..], entry => entry.Value!);

    public async Task<ProgramSpec> FindAsync(IResource resource, ResourceOutput output, CancellationToken cancel)
    {
        var environment = await EnvironmentAsync(resource, execution, cancel);
        var arguments = await ArgumentsAsync(resource, cancel);
        if (resource.Annotations.OfType<LocalProgram>().LastOrDefault() is { } program)
        {
            var spec = await program.Prepare(new LocalProgramContext(data, output, environment), cancel);
            return spec with { Arguments = [.. spec.Arguments, .. arguments] };
        }

        return resource switch
        {
            ExecutableResource executable => new ProgramSpec(executable.Command, arguments, executable.WorkingDirectory, environment),
            ProjectResource project => Project(project, environment, arguments),
            _ => throw new DistributedApplicationException($"The stand-in can't run '{resource.Name}', a {resource.GetType().Name}."),
        };
    }

    private ProgramSpec Project(ProjectResource project, Dictionary<string, string> environment, IReadOnlyList<string> arguments)
    {
        var metadata = project.Annotations.OfType<ProjectFile>().Last().Metadata;
        if (!built.TryGetValue(metadata.ProjectPath, out var program) || !File.Exists(program))
        {
            throw new DistributedApplicationException($"{metadata.ProjectPath} has not been built{(program is null ? "" : $": {program} is missing")}.");
        }

        return new ProgramSpec("dotnet", [program, .. arguments], Path.GetDirectoryName(metadata.ProjectPath)!, environment);
    }

    internal static async Task<Dictionary<string, string>> EnvironmentAsync(IResource resource, DistributedApplicationExecutionContext execution, CancellationToken cancel)
    {
        var context = new EnvironmentCallbackContext(execution, resource, cancellationToken: cancel);
        foreach (var step in resource.Annotations.OfType<EnvironmentStep>().ToList())
        {
            await step.Fill(context);
        }

        var resolved = new Dictionary<string, string>();
        foreach (var (name, value) in context.EnvironmentVariables)
        {
            resolved[name] = await ResolveAsync(value, cancel);
        }

        return resolved;
    }

    private static async Task<IReadOnlyList<string>> ArgumentsAsync(IResource resource, CancellationToken cancel)
    {
        var arguments = new List<object>();
        var context = new CommandLineArgsCallbackContext(arguments, resource, cancel);
        foreach (var step in resource.Annotations.OfType<ArgumentsStep>().ToList())
        {
            await step.Fill(context);
        }

        var resolved = new List<string>();
        foreach (var argument in arguments)
        {
            resolved.Add(await ResolveAsync(argument, cancel));
        }

        return resolved;
    }

    private static async Task<string> ResolveAsync(object value, CancellationToken cancel) => value switch
    {
        IValueProvider provider => await provider.GetValueAsync(cancel) ?? "",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
