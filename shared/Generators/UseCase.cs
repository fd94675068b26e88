using Microsoft.CodeAnalysis;

namespace Tyokyky.Generators;

/// <summary>A class that handles a request: what the generator needs to know of it, without holding on to the compilation.</summary>
/// <param name="Service">The generated base class of the gRPC service that has an RPC of this name for this request; empty if none has.</param>
/// <param name="ServiceName">The service's name in the contract; empty if none has the RPC.</param>
/// <param name="Signature">The signature of the RPC's method in that base class.</param>
/// <param name="Validate">Its checks beside the contract's, as an expression; null if it has none.</param>
/// <param name="Grants">Who may call it, as arguments of <c>AccessTable.Rpc</c>.</param>
internal sealed record UseCase(
    string Name, string Type, string Request, string Service, string ServiceName,
    string Signature, bool AnswersInStream, string Validate, Equal<string> Grants, Place Place);

/// <summary>Where a fault of it is shown.</summary>
internal sealed record Place(string Path, Microsoft.CodeAnalysis.Text.TextSpan Span, Microsoft.CodeAnalysis.Text.LinePositionSpan Lines)
{
    public Location Location => Location.Create(Path, Span, Lines);

    public static Place Of(Location location) => new(location.SourceTree!.FilePath, location.SourceSpan, location.GetLineSpan().Span);
}

/// <summary>A gRPC service of which some RPC is handled here, and the names of all its RPCs.</summary>
internal sealed record Served(string Base, string Name, Equal<string> Rpcs);
