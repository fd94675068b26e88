namespace Tyokyky.WorkAbilityTeam.Common;

/// <summary>Who sent the client (ohjaava taho), as facts carry it from the referral on: to count by, pass on, and show to the team and the client.</summary>
internal sealed record ReferredBy(Guid? ReferralId, string Organisation, Guid? UnitId, string Service, string FromService)
{
    public static ReferredBy Nobody { get; } = new(null, "", null, "", "");

    public static ReferredBy Of(Referrer? told) => told is null ? Nobody
        : new(IdOf(told.ReferralId), told.Organisation, IdOf(told.UnitId), told.Service, told.FromService);

    /// <summary>Null when nobody sent the client.</summary>
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
