using Microsoft.CodeAnalysis;

namespace Tyokyky.Generators;

/// <summary>Reads what a <c>[Row]</c> asks for: the properties of its type, and by which column each is kept.</summary>
internal sealed class RowReader
{
    private readonly Dictionary<string, string> columns;
    private readonly HashSet<string> skipped;
    private readonly HashSet<string> fixedOnes;
    private readonly HashSet<string> json;
    private readonly HashSet<string> derived;
    private readonly HashSet<string> computed;
    private readonly HashSet<string> used = [];
    private readonly string? jsonContext;
    private readonly string alias;
    private readonly List<string> faults = [];

    private RowReader(AttributeData attribute)
    {
        alias = Named(attribute, "Alias")?.Value as string ?? "";
        jsonContext = (Named(attribute, "JsonContext")?.Value as ITypeSymbol)?.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        columns = Strings(attribute, "Columns").Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        skipped = [.. Strings(attribute, "Skip")];
        fixedOnes = [.. Strings(attribute, "Fixed")];
        json = [.. Strings(attribute, "Json")];
        derived = [.. Strings(attribute, "Derived")];
        computed = [.. Strings(attribute, "Computed")];
    }

    public static Row Read(INamedTypeSymbol store, AttributeData attribute)
    {
        var reader = new RowReader(attribute);
        var type = (INamedTypeSymbol)attribute.AttributeClass!.TypeArguments[0];
        var key = Named(attribute, "Key")?.Value as string ?? "Id";
        var members = reader.Members(type).ToList();
        var derived = reader.DerivedOnes(type).ToList();
        string[] named = [.. reader.columns.Keys, .. reader.skipped, .. reader.fixedOnes, .. reader.json, .. reader.derived, .. reader.computed];
        foreach (var name in named.Where(name => !reader.used.Contains(name)))
        {
            reader.faults.Add($"{type.Name} has no property {name} that a column could hold");
        }

        return new Row(
            store.ContainingNamespace.ToDisplayString(),
            store.Name,
            $"{(store.DeclaredAccessibility == Accessibility.Public ? "public" : "internal")} {(store.IsStatic ? "static " : "")}partial class",
            type.Name + "Row",
            Name(type),
            attribute.ConstructorArguments.Length > 0 ? attribute.ConstructorArguments[0].Value as string ?? "" : "",
            reader.alias,
            key,
            Properties(type).Any(property => property.Name == "Version" && property.Type.SpecialType == SpecialType.System_Int64),
            new([.. Constructor(type)?.Parameters.Select(parameter => parameter.Name) ?? []]),
            new([.. Strings(attribute, "Beside")]),
            new([.. members]),
            new([.. derived]),
            new([.. reader.faults]),
            Place.Of(attribute.ApplicationSyntaxReference!.GetSyntax().GetLocation()));
    }

    private IEnumerable<Member> Members(INamedTypeSymbol type)
    {
        var parameters = Constructor(type)?.Parameters.Select(parameter => parameter.Name).ToList() ?? [];
        var written = Properties(type).Where(property => property.SetMethod is not null || parameters.Contains(property.Name)).ToList();
        // What the constructor takes comes first and in its order.
        foreach (var property in written.OrderBy(property => parameters.IndexOf(property.Name) is >= 0 and var at ? at : int.MaxValue))
        {
            used.Add(property.Name);
            if (skipped.Contains(property.Name)) { continue; }
            var isParameter = parameters.Contains(property.Name);
            if (ColumnOf(property, property.Name, Snake(property.Name), $"it.{property.Name}") is { } column)
            {
                yield return new Member(property.Name, isParameter, "", column.IsNullable, default, new([column]));
            }
            else if (Unwrapped(property.Type) is INamedTypeSymbol value && IsValueObject(value))
            {
                yield return OfValueObject(property, value, isParameter);
            }
            else
            {
                faults.Add($"{type.Name}.{property.Name} is a {property.Type.ToDisplayString()}, which no column holds: name it in Skip or Json");
            }
        }
    }

    private IEnumerable<Column> DerivedOnes(INamedTypeSymbol type)
    {
        foreach (var property in Properties(type).Where(property => derived.Contains(property.Name) && property.SetMethod is null))
        {
            used.Add(property.Name);
            if (ColumnOf(property, property.Name, Snake(property.Name), $"it.{property.Name}") is { } column) { yield return column; }
            else { faults.Add($"{type.Name}.{property.Name} is a {property.Type.ToDisplayString()}, which no column holds"); }
        }
    }

    private Member OfValueObject(IPropertySymbol property, INamedTypeSymbol value, bool isParameter)
    {
        var isNullable = property.NullableAnnotation == NullableAnnotation.Annotated;
        var parameters = Constructor(value)?.Parameters.Select(parameter => parameter.Name).ToList() ?? [];
        var found = new List<Column>();
        foreach (var inner in Properties(value)
            .Where(one => one.SetMethod is not null || parameters.Contains(one.Name))
            .OrderBy(one => parameters.IndexOf(one.Name) is >= 0 and var at ? at : int.MaxValue))
        {
            var path = $"{property.Name}.{inner.Name}";
            used.Add(path);
            if (skipped.Contains(path)) { continue; }
            if (ColumnOf(
                inner,
                path,
                OwnColumn(inner) ?? $"{Snake(property.Name)}_{Snake(inner.Name)}",
                $"it.{property.Name}{(isNullable ? "?" : "")}.{inner.Name}",
                isNullable) is { } column)
            {
                found.Add(column);
            }
            else { faults.Add($"{path} is a {inner.Type.ToDisplayString()}, which no column holds: name it in Skip or Json"); }
        }

        return new Member(property.Name, isParameter, Name(value), isNullable, new([.. parameters]), new([.. found]));
    }

    private Column? ColumnOf(IPropertySymbol property, string path, string byName, string value, bool maybeAbsent = false)
    {
        var column = columns.TryGetValue(path, out var given) ? given : byName;
        var isComputed = computed.Contains(path);
        var selected = alias.Length > 0 && !isComputed ? $"{alias}.{column}" : column;
        var isFixed = fixedOnes.Contains(path) || fixedOnes.Contains(path.Split('.')[0]);
        var isNullable = property.NullableAnnotation == NullableAnnotation.Annotated
            || property.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
        if (json.Contains(path))
        {
            if (jsonContext is null) { faults.Add($"{path} is kept as jsonb: name the JsonContext"); }
            var serialised = $"global::System.Text.Json.JsonSerializer.Serialize({value}, {jsonContext}.Default.Options)";
            var parsed = $"global::System.Text.Json.JsonSerializer.Deserialize<{Name(property.Type)}>(row.GetString({{0}}), {jsonContext}.Default.Options)!";
            return new Column(
                path,
                column,
                selected + "::text",
                isNullable ? $"row.IsDBNull({{0}}) ? null : {parsed}" : parsed,
                $"global::Tyokyky.Records.Sql.Json({(isNullable ? $"{value} is null ? null : {serialised}" : serialised)})",
                isNullable,
                isFixed,
                isComputed);
        }

        return How(property.Type, isNullable, value, maybeAbsent) is var (read, write)
            ? new Column(path, column, selected, read, write, isNullable, isFixed, isComputed)
            : null;
    }

    private static (string Read, string Write)? How(ITypeSymbol type, bool isNullable, string value, bool maybeAbsent)
    {
        var bare = Unwrapped(type);
        if (bare.TypeKind == TypeKind.Enum)
        {
            return isNullable
                ? ($"row.IsDBNull({{0}}) ? null : ({Name(bare)})row.GetInt32({{0}})", $"(int?){value}")
                : ($"({Name(bare)})row.GetInt32({{0}})", $"({(maybeAbsent ? "int?" : "int")}){value}");
        }

        if (ElementOf(bare) is { } element)
        {
            var list = bare is IArrayTypeSymbol ? $"row.GetFieldValue<{element}[]>({{0}})" : $"[.. row.GetFieldValue<{element}[]>({{0}})]";
            var written = bare is IArrayTypeSymbol ? value : $"({element}[])[.. {value}{(maybeAbsent ? " ?? []" : "")}]";
            return isNullable ? null : (list, maybeAbsent && bare is IArrayTypeSymbol ? $"{value} ?? []" : written);
        }

        var name = bare.ToDisplayString(NullableFlowState.None);
        return (name, isNullable) switch
        {
            ("string", false) => ("row.GetString({0})", maybeAbsent ? $"{value} ?? \"\"" : value),
            ("string", true) => ("row.Text({0})", value),
            ("System.Guid", false) => ("row.GetGuid({0})", value),
            ("System.Guid", true) => ("row.Id({0})", value),
            ("bool", false) => ("row.GetBoolean({0})", value),
            ("int", false) => ("row.GetInt32({0})", value),
            ("long", false) => ("row.GetInt64({0})", value),
            ("decimal", false) => ("row.GetDecimal({0})", value),
            ("double", false) => ("row.GetDouble({0})", value),
            ("System.DateOnly", true) => ("row.Day({0})", value),
            ("System.DateTimeOffset", true) => ("row.Instant({0})", value),
            ("System.DateOnly" or "System.DateTimeOffset" or "System.TimeSpan" or "byte[]", false) => ($"row.GetFieldValue<{Name(bare)}>({{0}})", value),
            ("bool" or "int" or "long" or "decimal" or "double", true) => ($"row.Value<{Name(bare)}>({{0}})", value),
            _ => null,
        };
    }

    // Texts, ids, days and numbers in an array, an immutable one or a read-only list.
    private static string? ElementOf(ITypeSymbol type)
    {
        var element = type switch
        {
            IArrayTypeSymbol array => array.ElementType,
            INamedTypeSymbol { Name: "ImmutableArray" or "IReadOnlyList" or "IReadOnlyCollection" or "List", TypeArguments.Length: 1 } list =>
                list.TypeArguments[0],
            _ => null,
        };
        var name = element?.ToDisplayString(NullableFlowState.None);
        return name is "string" or "System.Guid" or "int" or "long" or "System.DateOnly" or "System.DateTimeOffset" ? Name(element!) : null;
    }

    private static ITypeSymbol Unwrapped(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);

    // The properties of the base before its own, an overridden one once.
    private static IEnumerable<IPropertySymbol> Properties(INamedTypeSymbol type) =>
        (type.BaseType is { SpecialType: not SpecialType.System_Object } above ? Properties(above) : [])
            .Concat(type.GetMembers().OfType<IPropertySymbol>().Where(one =>
                one is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public or Accessibility.Internal, IsOverride: false }
                && one.Name != "EqualityContract"));

    // A record struct of another assembly is known by its constructor alone.
    private static bool IsValueObject(INamedTypeSymbol type) => type.IsRecord || (type.TypeKind == TypeKind.Struct && Constructor(type) is not null);

    // A record's primary constructor; any other type is made by its properties.
    private static IMethodSymbol? Constructor(INamedTypeSymbol type) =>
        type.InstanceConstructors.Where(one => one.Parameters.Length > 0 && !IsCopy(one, type)).OrderByDescending(one => one.Parameters.Length)
            .FirstOrDefault(one => one.Parameters.All(parameter => type.GetMembers(parameter.Name).OfType<IPropertySymbol>().Any()));

    private static bool IsCopy(IMethodSymbol constructor, INamedTypeSymbol type) =>
        constructor.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, type);

    private static string? OwnColumn(IPropertySymbol property) => property.GetAttributes()
        .FirstOrDefault(attribute => attribute.AttributeClass?.ToDisplayString() == "Tyokyky.Records.ColumnAttribute")?.ConstructorArguments[0].Value as string;

    private static TypedConstant? Named(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name) is { Key: not null } found ? found.Value : null;

    private static IEnumerable<string> Strings(AttributeData attribute, string name) =>
        Named(attribute, name) is { IsNull: false } found ? found.Values.Select(value => (string)value.Value!) : [];

    private static string Snake(string name) =>
        string.Concat(name.Select((letter, at) => char.IsUpper(letter) ? (at > 0 ? "_" : "") + char.ToLowerInvariant(letter) : letter.ToString()));

    private static string Name(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
}
