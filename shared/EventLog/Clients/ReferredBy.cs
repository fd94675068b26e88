using Tyokyky.Contracts.Events.V1;
using Tyokyky.Records;

namespace Tyokyky.EventLog;

/// <summary>
/// Who sent the client (ohjaava taho), as facts carry it from the referral on: to count by and to pass on. A referring service may be known where there
/// was no referral.
/// </summary>
public sealed record ReferredBy(
    [property: Column("referral_id")] Guid? ReferralId,
    [property: Column("referrer")] string Organisation,
    [property: Column("referring_unit_id")] Guid? UnitId,
    [property: Column("referring_service")] string Service,
    [property: Column("referred_from_service")] string FromService)
{
    public static ReferredBy Nobody { get; } = new(null, "", null, "", "");

    public static ReferredBy Of(Referrer? told) => told is null ? Nobody
        : new(IdOf(told.ReferralId), told.Organisation, IdOf(told.UnitId), told.Service, told.FromService);

    /// <summary>As the next fact tells it; null when nobody sent the client.</summary>
    public Referrer? Fact() => this == Nobody ? null : new()
    {
        ReferralId = ReferralId?.ToString() ?? "",
        Organisation = Organisation,
        UnitId = UnitId?.ToString() ?? "",
        Service = Service,
        FromService = FromService,
    };

    private static Guid? IdOf(string id) => id.Length > 0 ? Guid.Parse(id) : null;
}
