using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tyokyky.Generators;

/// <summary>Reads the use cases: classes with a <c>Handle</c> that takes a contract message and the call.</summary>
internal static class UseCaseReader
{
    private const string Access = "Tyokyky.ServiceDefaults.AccessAttribute";
    private const string Call = "Tyokyky.ServiceDefaults.Call";
    private const string Binding = "Grpc.Core.BindServiceMethodAttribute";

    public static bool MayBe(SyntaxNode node) =>
        node is ClassDeclarationSyntax type
        && type.Members.Any(member => member is MethodDeclarationSyntax { Identifier.ValueText: "Handle", ParameterList.Parameters.Count: >= 2 });

    public static UseCase? Read(GeneratorSyntaxContext context)
    {
        if (context.SemanticModel.GetDeclaredSymbol(context.Node) is not INamedTypeSymbol { IsAbstract: false } type
            || type.GetMembers("Handle").OfType<IMethodSymbol>().FirstOrDefault(Handles) is not { } handle)
        {
            return null;
        }

        var request = handle.Parameters[0].Type;
        var rpc = Services(request.ContainingNamespace).SelectMany(service => service.GetMembers(type.Name).OfType<IMethodSymbol>())
            .FirstOrDefault(method => method.IsVirtual && SymbolEqualityComparer.Default.Equals(method.Parameters[0].Type, request));
        return new UseCase(
            type.Name,
            Name(type),
            Name(request),
            rpc is null ? "" : Name(rpc.ContainingType),
            rpc is null ? "" : rpc.ContainingType.ContainingType.Name,
            rpc is null
                ? ""
                : $"{Name(rpc.ReturnType)} {rpc.Name}({string.Join(", ", rpc.Parameters.Select(parameter => $"{Name(parameter.Type)} {parameter.Name}"))})",
            handle.Parameters.Length == 3,
            type.GetMembers("Validate").OfType<IMethodSymbol>()
                .FirstOrDefault(method => method.Parameters.Length == 2 && SymbolEqualityComparer.Default.Equals(method.Parameters[0].Type, request))
                is { } validate ? (validate.IsStatic ? Name(type) : Field(type.Name)) + ".Validate" : "null",
            new([.. type.GetAttributes().Where(attribute => attribute.AttributeClass?.ToDisplayString() == Access).Select(Grant)]),
            Place.Of(((ClassDeclarationSyntax)context.Node).Identifier.GetLocation()));
    }

    /// <summary>The services to which the use cases belong, with all the RPCs that they have to answer.</summary>
    public static ImmutableArray<Served> Served(Compilation compilation, ImmutableArray<UseCase> useCases) =>
        [
            .. useCases.Where(one => one.Service.Length > 0)
                .GroupBy(one => (one.Service, one.ServiceName))
                .OrderBy(group => group.Key.ServiceName, StringComparer.Ordinal)
                .Select(group => new Served(group.Key.Service, group.Key.ServiceName, new([.. Rpcs(compilation, group.Key.Service)]))),
        ];

    private static IEnumerable<string> Rpcs(Compilation compilation, string service)
    {
        var name = service.Substring("global::".Length);
        var type = compilation.GetTypeByMetadataName(name.Substring(0, name.LastIndexOf('.')) + "+" + name.Substring(name.LastIndexOf('.') + 1));
        return type is null
            ? []
            : type.GetMembers()
                .OfType<IMethodSymbol>()
                .Where(method => method.IsVirtual && method.MethodKind == MethodKind.Ordinary)
                .Select(method => method.Name);
    }

    private static bool Handles(IMethodSymbol method) =>
        !method.IsStatic && method.Parameters.Length is 2 or 3
        && method.Parameters[1].Type.ToDisplayString() == Call
        && method.Parameters[0].Type.AllInterfaces.Any(one => one.ToDisplayString() == "Google.Protobuf.IMessage");

    // What grpc_csharp_plugin generates for a service: a static class with the base class nested in it.
    private static IEnumerable<INamedTypeSymbol> Services(INamespaceSymbol contract) =>
        contract.GetTypeMembers().Where(type => type.IsStatic).SelectMany(type => type.GetTypeMembers())
            .Where(type => type.IsAbstract && type.GetAttributes().Any(attribute => attribute.AttributeClass?.ToDisplayString() == Binding));

    private static string Grant(AttributeData attribute) =>
        string.Join(", ", attribute.ConstructorArguments.Select(argument => $"({Name(argument.Type!)}){argument.Value}"));

    /// <summary>The name of the generated service's parameter for the use case.</summary>
    public static string Field(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);

    private static string Name(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
}
