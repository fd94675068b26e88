using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace Tyokyky.Records;

/// <summary>The components whose migrations a service runs, in order: records, the other shared parts, the service.</summary>
internal sealed class MigrationSet
{
    private readonly List<KeyValuePair<string, Assembly>> _components = [];

    public static MigrationSet Of(IHostApplicationBuilder builder)
    {
        if (builder.Properties.TryGetValue(typeof(MigrationSet), out var found)) { return (MigrationSet)found; }
        var set = new MigrationSet();
        builder.Properties[typeof(MigrationSet)] = set;
        return set;
    }

    public void Add(string component, Assembly assembly) => _components.Add(new(component, assembly));
}
