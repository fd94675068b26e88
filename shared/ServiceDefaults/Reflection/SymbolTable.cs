using Google.Protobuf.Reflection;

namespace Tyokyky.ServiceDefaults;

/// <summary>Every symbol of the mapped services' proto files, and of what these import.</summary>
internal sealed class SymbolTable
{
    private readonly Dictionary<string, FileDescriptor> files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileDescriptor> symbols = new(StringComparer.Ordinal);

    public SymbolTable(MappedServices services)
    {
        foreach (var file in services.Files)
        {
            Add(file);
        }
    }

    public FileDescriptor? FileNamed(string name) => files.GetValueOrDefault(name);

    public FileDescriptor? FileOf(string symbol) => symbols.GetValueOrDefault(symbol);

    /// <summary>The file and all that it imports, each before what needs it.</summary>
    public static IReadOnlyList<FileDescriptor> WithImports(FileDescriptor file)
    {
        var ordered = new List<FileDescriptor>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Visit(file);
        // The file asked for stands first, as tools expect.
        ordered.Reverse();
        return ordered;

        void Visit(FileDescriptor next)
        {
            if (seen.Add(next.Name))
            {
                foreach (var import in next.Dependencies)
                {
                    Visit(import);
                }

                ordered.Add(next);
            }
        }
    }

    private void Add(FileDescriptor file)
    {
        if (!files.TryAdd(file.Name, file))
        {
            return;
        }

        foreach (var service in file.Services)
        {
            symbols[service.FullName] = file;
            foreach (var method in service.Methods)
            {
                symbols[method.FullName] = file;
            }
        }

        foreach (var message in file.MessageTypes)
        {
            Add(message, file);
        }

        foreach (var values in file.EnumTypes)
        {
            symbols[values.FullName] = file;
        }

        foreach (var import in file.Dependencies)
        {
            Add(import);
        }
    }

    private void Add(MessageDescriptor message, FileDescriptor file)
    {
        symbols[message.FullName] = file;
        foreach (var nested in message.NestedTypes)
        {
            Add(nested, file);
        }

        foreach (var values in message.EnumTypes)
        {
            symbols[values.FullName] = file;
        }
    }
}
