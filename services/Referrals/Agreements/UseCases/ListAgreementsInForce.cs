using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Agreements;

/// <summary>Tells what holds in a municipality on a day.</summary>
[Access(Workers | Role.Manager | Role.Analyst | Role.Operator)]
internal sealed class ListAgreementsInForce(AgreedRows agreements, IBusinessClock clock)
{
    public static void Validate(ListAgreementsInForceRequest request, Check check) => check
        .OptionalKind(request.Kind)
        .OptionalMunicipality("municipality", request.Municipality);

    public Task<ListAgreementsInForceResponse> Handle(ListAgreementsInForceRequest request, Call call)
    {
        var (kind, day) = (AgreedKinds.Find(request.Kind)!, request.ValidOn?.ToDay() ?? clock.Today);

        var agreed = agreements.In(request.Municipality).Of(kind.Name, day).ToList();
        var left = kind.Defaults(day).Where(one => !agreed.Exists(row => row.Key == one.Key));

        return Task.FromResult(new ListAgreementsInForceResponse
        {
            Rows = { left.Select(one => one.ToMessage(kind.Name)).Concat(agreed.Select(row => row.ToMessage(clock.Today))) },
        });
    }
}
