using Grpc.Core;
using Tyokyky.Contracts;
using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.ServiceDefaults;

/// <summary>Serves the code systems to every caller with a token.</summary>
internal sealed class CodeSystemsGrpcService(TimeProvider time, IEnumerable<IAreaCodes> areas) : CodeSystemsService.CodeSystemsServiceBase
{
    /// <summary>Opened in every service's access table.</summary>
    public const string ListCodesRpc = "tyokyky.common.v1.CodeSystemsService/ListCodes";

    public override Task<ListCodesResponse> ListCodes(ListCodesRequest request, ServerCallContext context) => context.Answer(request, List);

    private Task<ListCodesResponse> List(ListCodesRequest request, Call call)
    {
        Check.Shape(check => check.OptionalDay("valid_on", request.ValidOn));
        if (CodeSystem.Find(request.CodeSystem) is not { } system)
        {
            throw DomainException.Field("code_system", "UNKNOWN_CODE_SYSTEM", "one of those in metadata.known", ("known", string.Join(',', CodeSystem.Names)));
        }

        var day = request.ValidOn is { } asked ? asked.ToDay() : FinnishTime.DayOf(time.GetUtcNow());
        var response = new ListCodesResponse();
        var own = call.Caller.Organisation;
        var national = system.Entries.Where(entry => entry.IsValidOn(day) && areas.All(area => area.Says(system.Name, entry.Code, day, own) != false));
        response.Codes.AddRange(national.Concat(areas.SelectMany(area => area.Of(system.Name, day, own))).Select(entry => new Code
        {
            Code_ = entry.Code,
            LabelFi = entry.Fi,
            LabelSv = entry.Sv,
            LabelEn = entry.En,
            ValidFrom = entry.ValidFrom.ToDate(),
            ValidTo = entry.ValidTo?.ToDate(),
            Source = entry.Source,
            Properties = { entry.Properties.Order(StringComparer.Ordinal) },
            DescriptionFi = Description(entry, "fi"),
            DescriptionSv = Description(entry, "sv"),
            DescriptionEn = Description(entry, "en"),
        }));
        return Task.FromResult(response);
    }

    private static CodeDescription? Description(CodeEntry entry, string language) =>
        entry.Descriptions.GetValueOrDefault(language) is { } text ? new() { Signs = text.Signs, Needs = text.Needs, Example = text.Example } : null;
}
