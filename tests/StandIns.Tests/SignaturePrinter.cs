using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Tyokyky.StandIns.Tests;

/// <summary>Writes what others can compile against, one line per member: names, parameter names and order, defaults, types, nullability.</summary>
internal sealed class SignaturePrinter
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
    private readonly NullabilityInfoContext nullability = new();

    public IEnumerable<string> Of(Assembly assembly) =>
        assembly.GetExportedTypes().Where(type => type.GetCustomAttribute<CompilerGeneratedAttribute>() is null).SelectMany(Of).Order(StringComparer.Ordinal);

    private IEnumerable<string> Of(Type type)
    {
        var name = Name(type);
        yield return $"{name} is {Kind(type)}{Constraints(type.GetGenericArguments())}";
        foreach (var member in type.GetMembers(Declared))
        {
            if (Of(member) is { } line)
            {
                yield return $"{name} . {line}";
            }
        }
    }

    private string? Of(MemberInfo member) => member switch
    {
        ConstructorInfo constructor when IsOpen(constructor) => $"new({Parameters(constructor)})",
        MethodInfo method when IsOpen(method) && !method.IsDefined(typeof(CompilerGeneratedAttribute)) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) =>
            $"{(method.IsStatic ? "static " : "")}{method.Name}{Generic(method)}({(IsExtension(method) ? "this " : "")}{Parameters(method)}) : {Returned(method)}{Constraints(method.GetGenericArguments())}",
        PropertyInfo property when property.GetAccessors().Any(IsOpen) =>
            $"{(property.GetAccessors()[0].IsStatic ? "static " : "")}{property.Name}{Index(property)} : {Typed(property.PropertyType, nullability.Create(property))} {{{Accessors(property)} }}",
        FieldInfo { IsPublic: true, IsSpecialName: false } field when field.DeclaringType!.IsEnum =>
            $"{field.Name} = {Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}",
        FieldInfo { IsPublic: true, IsSpecialName: false } field => $"{(field.IsStatic ? "static " : "")}{field.Name} : {Typed(field.FieldType, nullability.Create(field))}",
        _ => null,
    };

    private static bool IsOpen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsExtension(MethodInfo method) => method.IsDefined(typeof(ExtensionAttribute));

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "an enum",
        { IsInterface: true } => "an interface",
        { IsValueType: true } => "a struct",
        { IsAbstract: true, IsSealed: true } => "a static class",
        { IsAbstract: true } => "an abstract class",
        { IsSealed: true } => "a sealed class",
        _ => "a class",
    };

    private static string Accessors(PropertyInfo property)
    {
        var get = property.GetMethod is { } getter && IsOpen(getter) ? " get;" : "";
        var set = property.SetMethod is { } setter && IsOpen(setter)
            ? setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;" : " set;"
            : "";
        return get + set + (property.IsDefined(typeof(RequiredMemberAttribute)) ? " required" : "");
    }

    private string Index(PropertyInfo property) => property.GetIndexParameters() is { Length: > 0 } index ? $"[{string.Join(", ", index.Select(Of))}]" : "";

    private string Returned(MethodInfo method) => Typed(method.ReturnType, nullability.Create(method.ReturnParameter));

    private string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Of));

    private string Of(ParameterInfo parameter)
    {
        var kind = parameter.IsOut ? "out " : parameter.IsIn ? "in " : parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        var type = parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;
        var preset = !parameter.HasDefaultValue ? "" : $" = {parameter.RawDefaultValue switch
        {
            null => "default",
            string text => $"\"{text}\"",
            bool truth => truth ? "true" : "false",
            var value => Convert.ToString(value, CultureInfo.InvariantCulture),
        }}";
        return $"{kind}{Typed(type, nullability.Create(parameter))} {parameter.Name}{preset}";
    }

    private static string Typed(Type type, NullabilityInfo info) =>
        Name(type) + (!type.IsValueType && info.ReadState == NullabilityState.Nullable ? "?" : "");

    private static string Generic(MethodInfo method) =>
        method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(a => a.Name))}>" : "";

    private static string Constraints(Type[] arguments) => string.Concat(arguments.Where(a => a.IsGenericParameter).Select(argument =>
    {
        var all = argument.GetGenericParameterConstraints().Select(Name).Order(StringComparer.Ordinal).ToList();
        if (argument.GenericParameterAttributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
        {
            all.Insert(0, "class");
        }

        if (argument.GenericParameterAttributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
        {
            all.Add("new()");
        }

        return all.Count == 0 ? "" : $" where {argument.Name} : {string.Join(", ", all)}";
    }));

    private static string Name(Type type)
    {
        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (type.IsArray)
        {
            return $"{Name(type.GetElementType()!)}[]";
        }

        var name = type.IsNested ? $"{Name(type.DeclaringType!)}.{type.Name}" : $"{type.Namespace}.{type.Name}";
        var arguments = type.GetGenericArguments();
        return arguments.Length == 0 ? name : $"{name.Split('`')[0]}<{string.Join(", ", arguments.Select(Name))}>";
    }
}
