using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Local;

namespace Aspire.Hosting;

/// <summary>Parameters: values that come from configuration under <c>Parameters:name</c>.</summary>
public static class ParameterResourceBuilderExtensions
{
    /// <summary>Adds a parameter with a value.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false, bool secret = false) =>
        Add(builder, name, _ => Configured(builder, name) ?? value, secret);

    /// <summary>Adds a parameter that is made up when it is not configured; kept from run to run if persisted.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret = false, bool persist = false)
    {
        var parameter = Add(
            builder,
            name,
            made => Configured(builder, name) ?? (persist ? DataFolder.Kept(builder.Configuration, name, () => made!.GetDefaultValue()) : made!.GetDefaultValue()),
            secret);
        parameter.Resource.Default = value;
        return parameter;
    }

    /// <summary>Makes a password parameter, kept from run to run.</summary>
    public static ParameterResource CreateDefaultPasswordParameter(IDistributedApplicationBuilder builder, string name, bool lower = true, bool upper = true, bool numeric = true, bool special = true, int minLower = 0, int minUpper = 0, int minNumeric = 0, int minSpecial = 0)
    {
        var made = new GenerateParameterDefault
        {
            MinLength = 22,
            Lower = lower,
            Upper = upper,
            Numeric = numeric,
            Special = special,
            MinLower = minLower,
            MinUpper = minUpper,
            MinNumeric = minNumeric,
            MinSpecial = minSpecial,
        };
        return new ParameterResource(name, _ => Configured(builder, name) ?? DataFolder.Kept(builder.Configuration, name, made.GetDefaultValue), secret: true) { Default = made };
    }

    private static string? Configured(IDistributedApplicationBuilder builder, string name) => builder.Configuration[$"Parameters:{name}"];

    private static IResourceBuilder<ParameterResource> Add(IDistributedApplicationBuilder builder, string name, Func<ParameterDefault?, string> value, bool secret)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddResource(new ParameterResource(name, value, secret))
            .WithAnnotation(new Appearance("Parameter", [new("resource.source", $"Parameters:{name}")]));
    }
}
