using System.Reflection;
using System.Runtime.CompilerServices;
using Google.Protobuf.Reflection;
using Shouldly;
using Tyokyky.ServiceDefaults;
using Xunit;

namespace Tyokyky.Architecture.Tests;

/// <summary>What the assemblies hold.</summary>
public sealed class TypeTests
{
    [Fact]
    public void Classes_are_sealed_unless_something_derives_from_them()
    {
        var types = Project.Shipped.Where(p => p.Name != "Contracts").SelectMany(p => p.Assembly.GetTypes()).ToList();
        var bases = types.Select(Base).ToHashSet();

        types.Where(t => t is { IsClass: true, IsAbstract: false, IsSealed: false } && !IsGenerated(t) && !bases.Contains(t))
            .Select(t => t.FullName)
            .ShouldBeEmpty();
    }

    [Fact]
    public void A_service_shows_no_public_types() =>
        Project.Shipped.Where(p => p.IsService).SelectMany(p => p.Assembly.GetExportedTypes())
            .Where(t => !IsGenerated(t))
            .Select(t => t.FullName)
            .ShouldBeEmpty();

    [Fact]
    public void Every_RPC_that_a_project_serves_stands_in_its_access_table() =>
        Project.Shipped.Where(p => p.Name != "Contracts")
            .SelectMany(p => Served(p.Assembly).SelectMany(s => s.Methods).Select(m => $"/{m.Service.FullName}/{m.Name}").Except(Opened(p.Assembly)))
            .ShouldBeEmpty();

    [Fact]
    public void An_access_table_opens_only_RPCs_that_exist()
    {
        var known = Project.Shipped.Select(p => p.Assembly)
            .Append(typeof(Grpc.Reflection.ReflectionV1ServiceImpl).Assembly)
            .SelectMany(Descriptors)
            .SelectMany(s => s.Methods)
            .Select(m => $"/{m.Service.FullName}/{m.Name}")
            .ToHashSet();

        Project.Shipped.SelectMany(p => Opened(p.Assembly)).Except(known).ShouldBeEmpty();
    }

    [Fact]
    public void Every_service_of_the_contracts_is_served()
    {
        // A service whose project is still to come has no one to serve it.
        var areas = Project.Shipped.Where(p => p.IsService).SelectMany(p => Served(p.Assembly)).Select(s => s.File.Package).ToHashSet();
        var served = Project.Shipped.SelectMany(p => Served(p.Assembly)).Select(s => s.FullName).ToHashSet();

        Descriptors(Project.Shipped.Single(p => p.Name == "Contracts").Assembly)
            .Where(s => areas.Contains(s.File.Package) && !served.Contains(s.FullName))
            .Select(s => s.FullName)
            .ShouldBeEmpty();
    }

    [Fact]
    public void What_may_be_done_with_a_thing_is_asked_by_one_name()
    {
        var asked = Descriptors(Project.Shipped.Single(p => p.Name == "Contracts").Assembly)
            .SelectMany(s => s.Methods)
            .Where(m => m.OutputType.FindFieldByName("actions") is { FieldType: FieldType.Message, MessageType.FullName: "tyokyky.common.v1.AllowedAction" })
            .Select(m => m.FullName.Split('.')[^1])
            .ToList();

        asked.ShouldNotBeEmpty();
        asked.Where(name => !name.StartsWith("GetAllowed", StringComparison.Ordinal) || !name.EndsWith("Actions", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    internal static IEnumerable<AccessTable> Tables(Assembly assembly) =>
        assembly.GetTypes()
            .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)) // a property's backing field too
            .Where(f => f.FieldType == typeof(AccessTable))
            .Select(f => (AccessTable)f.GetValue(null)!);

    private static IEnumerable<string> Opened(Assembly assembly) => Tables(assembly).SelectMany(table => table).Select(rule => rule.Rpc);

    // A gRPC service derives from a class nested in the generated one that holds the descriptor.
    private static IEnumerable<ServiceDescriptor> Served(Assembly assembly) =>
        assembly.GetTypes().Where(t => !t.IsAbstract).Select(t => Descriptor(t.BaseType?.DeclaringType)).OfType<ServiceDescriptor>();

    private static IEnumerable<ServiceDescriptor> Descriptors(Assembly assembly) => assembly.GetTypes().Select(Descriptor).OfType<ServiceDescriptor>();

    private static ServiceDescriptor? Descriptor(Type? generated) =>
        generated?.GetProperty("Descriptor", BindingFlags.Static | BindingFlags.Public) is { } property && property.PropertyType == typeof(ServiceDescriptor)
            ? (ServiceDescriptor?)property.GetValue(null)
            : null;

    private static Type? Base(Type type) => type.BaseType is { IsGenericType: true } generic ? generic.GetGenericTypeDefinition() : type.BaseType;

    // Compiler-made types, entry points of top-level statements, and what protoc makes of a project's own protos.
    private static bool IsGenerated(Type type) =>
        type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        || type.Name == "Program"
        || type.Namespace?.StartsWith("Grpc.", StringComparison.Ordinal) == true
        || (type.DeclaringType is { } outer && (IsGenerated(outer) || Descriptor(outer) is not null));
}
