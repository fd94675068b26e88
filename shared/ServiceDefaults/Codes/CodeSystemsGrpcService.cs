using Grpc.Core;
using Tyokyky.Contracts;
using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.ServiceDefaults;

/// <summary>Serves the code systems to every caller with a token.</summary>
internal sealed class CodeSystemsGrpcService(TimeProvider time, IEnumerable<IAreaCodes> areas) : CodeSystemsService.CodeSystemsServiceBase
{
    /// <summary>Opened in every service's access table.</summary>
    public const string ListCodesRpc = "tyokyky.common.v1.CodeSystemsService/ListCodes";

    /// <inheritdoc cref="ListCodesRpc"/>
    public const string ResolveCodeRpc = "tyokyky.common.v1.CodeSystemsService/ResolveCode";

    public override Task<ListCodesResponse> ListCodes(ListCodesRequest request, ServerCallContext context) => context.Answer(request, List);

    public override Task<ResolveCodeResponse> ResolveCode(ResolveCodeRequest request, ServerCallContext context) => context.Answer(request, Resolve);

    private Task<ListCodesResponse> List(ListCodesRequest request, Call call)
    {
        Check.Shape(check => check.OptionalDay("valid_on", request.ValidOn));
        var (system, day) = (SystemOf(request.CodeSystem), DayOf(request.ValidOn));
        var own = call.Caller.Organisation;
        var national = system.Entries.Where(entry => entry.IsValidOn(day) && areas.All(area => area.Says(system.Name, entry.Code, day, own) != false));
        var valid = national.Concat(areas.SelectMany(area => area.Of(system.Name, day, own)));
        return Task.FromResult(new ListCodesResponse { Codes = { valid.Select(entry => ToMessage(system, entry)) } });
    }

    private Task<ResolveCodeResponse> Resolve(ResolveCodeRequest request, Call call)
    {
        Check.Shape(check => check.OptionalDay("valid_on", request.ValidOn));
        var (system, day) = (SystemOf(request.CodeSystem), DayOf(request.ValidOn));
        Check.Shape(check => check.AskedCode("code_or_name", request.CodeOrName, system.Name, day));
        var (asked, found) = (system.AsAsked(request.CodeOrName, day)!, system.On(request.CodeOrName, day)!);
        return Task.FromResult(new ResolveCodeResponse { Code = ToMessage(system, found), Asked = asked == found ? null : ToOldCode(asked) });
    }

    private static CodeSystem SystemOf(string name) => CodeSystem.Find(name)
        ?? throw DomainException.Field("code_system", "UNKNOWN_CODE_SYSTEM", "one of those in metadata.known", ("known", string.Join(',', CodeSystem.Names)));

    private DateOnly DayOf(Google.Type.Date? asked) => asked?.ToDay() ?? FinnishTime.DayOf(time.GetUtcNow());

    private static Code ToMessage(CodeSystem system, CodeEntry entry) => new()
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
        ReplacedBy = entry.ReplacedBy,
        OldCodes = { system.OldNamesOf(entry.Code).Select(ToOldCode) },
    };

    private static CodeDescription? Description(CodeEntry entry, string language) =>
        entry.Descriptions.GetValueOrDefault(language) is { } text ? new() { Signs = text.Signs, Needs = text.Needs, Example = text.Example } : null;

    private static OldCode ToOldCode(CodeEntry entry) => new()
    {
        Code = entry.Code,
        LabelFi = entry.Fi,
        LabelSv = entry.Sv,
        LabelEn = entry.En,
        ValidFrom = entry.ValidFrom.ToDate(),
        ValidTo = entry.ValidTo?.ToDate(),
        Source = entry.Source,
        ReplacedBy = entry.ReplacedBy,
    };
}
