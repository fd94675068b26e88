using System.Text.RegularExpressions;

namespace Tyokyky.TestKit;

/// <summary>Something that a .proto declares: what it is, its full name, its text, and the comment above it.</summary>
public sealed record Declaration(string Kind, string Name, string Text, string Comment, Declaration? Parent)
{
    public override string ToString() => $"{Kind} {Name}";
}

/// <summary>A .proto file, read by lines: enough for declarations that stand on lines of their own, as buf formats them.</summary>
public sealed partial class ProtoFile
{
    private ProtoFile(string path, List<Declaration> declarations, string comments)
    {
        Path = path;
        Declarations = declarations;
        Comments = comments;
    }

    /// <summary>The suite's own contracts.</summary>
    public static IReadOnlyList<ProtoFile> Own { get; } = [.. Repository.Files(".proto").Where(f => f.StartsWith("shared/Contracts/protos/", StringComparison.Ordinal)).Select(Read)];

    public string Path { get; }

    public IReadOnlyList<Declaration> Declarations { get; }

    /// <summary>Every comment of the file, the one above its package too.</summary>
    public string Comments { get; }

    /// <summary>The area of its package: "referrals" of tyokyky.referrals.v1.</summary>
    public string Area => Path.Split('/')[^3];

    public static ProtoFile Read(string path)
    {
        var declarations = new List<Declaration>();
        var open = new Stack<Declaration?>();
        var comment = new List<string>();
        var statement = "";

        var lines = Repository.Read(path).Split('\n');
        foreach (var raw in lines)
        {
            var line = raw.Trim();
            if (line.StartsWith("//", StringComparison.Ordinal))
            {
                comment.Add(line[2..].Trim());
                continue;
            }

            statement = $"{statement} {line}".Trim();
            if (statement.Length == 0)
            {
                comment.Clear();
                continue;
            }

            if (!line.EndsWith(';') && !line.EndsWith('{') && !line.EndsWith('}'))
            {
                continue; // the statement goes on
            }

            if (statement == "}")
            {
                open.Pop();
            }
            else
            {
                var declaration = Declare(statement, string.Join(' ', comment), open.FirstOrDefault(d => d is not null));
                if (declaration is not null)
                {
                    declarations.Add(declaration);
                }

                if (statement.EndsWith('{'))
                {
                    open.Push(declaration);
                }
            }

            statement = "";
            comment.Clear();
        }

        return new ProtoFile(path, declarations, string.Join('\n', lines.Select(line => line.Trim()).Where(line => line.StartsWith("//", StringComparison.Ordinal))));
    }

    private static Declaration? Declare(string statement, string comment, Declaration? parent)
    {
        if (Block().Match(statement) is { Success: true } block)
        {
            var (kind, name) = (block.Groups[1].Value, block.Groups[2].Value);
            return new Declaration(kind, Qualified(parent, name), statement, comment, parent);
        }

        if (parent is { Kind: "message" or "enum" or "oneof" } && !NotAField().IsMatch(statement) && Field().Match(statement) is { Success: true } field)
        {
            return new Declaration(parent.Kind == "enum" ? "value" : "field", Qualified(parent, field.Groups[1].Value), statement, comment, parent);
        }

        return null;
    }

    private static string Qualified(Declaration? parent, string name) => parent is null ? name : $"{parent.Name}.{name}";

    [GeneratedRegex(@"^(service|message|enum|oneof|rpc)\s+(\w+)")]
    private static partial Regex Block();

    [GeneratedRegex(@"^(option|reserved|extensions|import|package|syntax)\b")]
    private static partial Regex NotAField();

    [GeneratedRegex(@"(\w+)\s*=\s*-?\d+\s*(\[.*\])?;$")]
    private static partial Regex Field();
}
