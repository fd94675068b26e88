using System.Globalization;
using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Agreements;

/// <summary>Lists an area's rows with their history.</summary>
[Access(Workers | Role.Manager | Role.Analyst | Role.Operator)]
internal sealed class ListAgreedRows(Reader reader, IBusinessClock clock)
{
    public static void Validate(ListAgreedRowsRequest request, Check check) => check
        .OptionalKind(request.Kind)
        .That(
            request.Area.Length == 0 || Municipality.IsValid(request.Area) || BusinessId.IsValid(request.Area), "area", "AREA_UNKNOWN",
            "a municipality of three digits, or the Y-tunnus of a wellbeing services county");

    public Task<ListAgreedRowsResponse> Handle(ListAgreedRowsRequest request, Call call)
    {
        var filter = new AgreementFilter(
            request.Area, request.Kind, request.Key, request.ValidOn?.ToDay(), request.KnownAt?.ToDateTimeOffset(), request.WithHistory);

        return reader.ListAsync(
            request,
            call,
            paging => AgreedRows.Of(filter, paging.BeforeId(), Before(paging), paging.Limit),
            row => [row.Id.ToString(), row.Version.ToString(CultureInfo.InvariantCulture)],
            _ => null,
            page => ValueTask.FromResult(new ListAgreedRowsResponse { Rows = { page.Select(row => row.ToMessage(clock.Today)) } }));
    }

    private static long Before(Paging paging) => paging.After is { } key ? long.Parse(key[1], CultureInfo.InvariantCulture) : long.MaxValue;
}
