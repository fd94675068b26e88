namespace Tyokyky.AppHost;

/// <summary>Projects run as the programs that the build has made, without a `dotnet run` of 70 MB standing around each.</summary>
internal static class BuiltPrograms
{
    /// <summary>An IDE that debugs starts the projects itself, and a program that is not built is left to `dotnet run` to explain.</summary>
    public static IResourceBuilder<ProjectResource> AsBuiltProgram(this IResourceBuilder<ProjectResource> project)
    {
        var file = project.Resource.GetProjectMetadata().ProjectPath;
        var name = Path.GetFileNameWithoutExtension(file);
        var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", name, Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), name));
        return !project.ApplicationBuilder.ExecutionContext.IsRunMode || !File.Exists(program)
            ? project
            : project.WithAnnotation(new ExecutableAnnotation { Command = program, WorkingDirectory = Path.GetDirectoryName(file)! });
    }
}
