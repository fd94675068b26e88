using System.Runtime.CompilerServices;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that is known when the application runs.</summary>
public interface IValueProvider
{
    /// <summary>The value, once it is known.</summary>
    ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default);
}

/// <summary>A value that has a name in a manifest.</summary>
public interface IManifestExpressionProvider
{
    /// <summary>The name.</summary>
    string ValueExpression { get; }
}

/// <summary>A value with both.</summary>
public interface IExpressionValue : IValueProvider, IManifestExpressionProvider;

/// <summary>A resource that others reach by a connection string.</summary>
public interface IResourceWithConnectionString : IResource, IExpressionValue
{
    /// <summary>The connection string.</summary>
    ReferenceExpression ConnectionStringExpression { get; }

    string IManifestExpressionProvider.ValueExpression => $"{{{Name}.connectionString}}";

    ValueTask<string?> IValueProvider.GetValueAsync(CancellationToken cancellationToken) => GetConnectionStringAsync(cancellationToken);

    /// <summary>The connection string's value.</summary>
    ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default) => ConnectionStringExpression.GetValueAsync(cancellationToken);

    /// <summary>The connection string's parts.</summary>
    IEnumerable<KeyValuePair<string, ReferenceExpression>> GetConnectionProperties() => [];
}

/// <summary>A text with values in it, resolved when the application runs.</summary>
public class ReferenceExpression : IExpressionValue
{
    private readonly IReadOnlyList<Part> parts;

    private ReferenceExpression(IReadOnlyList<Part> parts) => this.parts = parts;

    /// <inheritdoc />
    public string ValueExpression => string.Concat(parts.Select(part => part.Literal ?? ((IManifestExpressionProvider)part.Provider!).ValueExpression));

    /// <summary>Makes one from an interpolated string.</summary>
    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => new(handler.Parts);

    /// <inheritdoc />
    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            text.Append(part.Literal ?? Formatted(await part.Provider!.GetValueAsync(cancellationToken), part.Format));
        }

        return text.ToString();
    }

    private static string? Formatted(string? value, string? format) => format switch
    {
        null or "" => value,
        "uri" => Uri.EscapeDataString(value ?? ""),
        _ => throw new FormatException($"Unknown format '{format}'; only 'uri' is known."),
    };

    internal sealed record Part(string? Literal, IValueProvider? Provider, string? Format);

    /// <summary>What the compiler builds an interpolated string with.</summary>
    [InterpolatedStringHandler]
    public ref struct ExpressionInterpolatedStringHandler
    {
        /// <summary>Called by the compiler.</summary>
        public ExpressionInterpolatedStringHandler(int literalLength, int formattedCount) => Parts = new List<Part>(formattedCount * 2);

        internal List<Part> Parts { get; }

        /// <summary>Called by the compiler.</summary>
        public readonly void AppendLiteral(string value) => Parts.Add(new Part(value, null, null));

        /// <summary>Called by the compiler.</summary>
        public readonly void AppendFormatted(string? value) => Parts.Add(new Part(value ?? "", null, null));

        /// <summary>Called by the compiler.</summary>
        public void AppendFormatted<T>(T valueProvider)
            where T : IValueProvider, IManifestExpressionProvider => Parts.Add(new Part(null, valueProvider, null));

        /// <summary>Called by the compiler.</summary>
        public void AppendFormatted<T>(T valueProvider, string? format = null)
            where T : IValueProvider, IManifestExpressionProvider => Parts.Add(new Part(null, valueProvider, format));

        /// <summary>Called by the compiler.</summary>
        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider)
            where T : IResource, IValueProvider, IManifestExpressionProvider => Parts.Add(new Part(null, valueProvider.Resource, null));
    }
}
