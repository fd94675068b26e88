using Tyokyky.Referrals.Clients;

namespace Tyokyky.Referrals.Referrals;

/// <summary>
/// Organisations that may be asked for a service: each offers it today, the client was told that it is voluntary, and forbids nobody to tell them.
/// Every step by which an organisation is asked takes one, so that no way to it goes round the rule.
/// </summary>
internal sealed record Asked
{
    private Asked(string service, IReadOnlyList<string> receivers) => (Service, Receivers) = (service, receivers);

    public string Service { get; }

    public IReadOnlyList<string> Receivers { get; }

    /// <summary>Whom the first of several, or the only one, is.</summary>
    public string Receiver => Receivers[0];

    /// <param name="forbidden">To which of them the client forbids it; null: to none.</param>
    public static Asked Of(IReadOnlyList<Organisation> receivers, string service, bool voluntarinessTold, string? forbidden, DateOnly today)
    {
        if (!voluntarinessTold)
        {
            throw ReferralErrors.VoluntarinessNotTold();
        }

        foreach (var receiver in receivers)
        {
            receiver.MustOffer(service, today);
        }

        return forbidden is null ? new Asked(service, [.. receivers.Select(receiver => receiver.Id)]) : throw PermissionErrors.Forbidden(forbidden);
    }
}
