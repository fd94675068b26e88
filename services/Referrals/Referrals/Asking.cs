using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Referrals;

/// <summary>The one way by which organisations come to be asked for a service.</summary>
internal sealed class Asking(OrganisationStore organisations, Disclosures disclosures, IBusinessClock clock)
{
    /// <summary>Looks whether they may be asked, and fences in the commit that the client does not forbid it meanwhile.</summary>
    public async ValueTask<Asked> AskAsync(Commit commit, Question question)
    {
        var receivers = new List<Organisation>();
        foreach (var to in question.To)
        {
            receivers.Add(await organisations.RequireOfferAsync(to, question.Service, commit.Call.Cancel, question.Field, question.ServiceField));
        }

        var forbidden = question.Teller is { } teller ? await disclosures.ForbiddenAsync(commit, teller.ClientId, teller.From, question.To) : null;
        return Asked.Of(receivers, question.Service, question.VoluntarinessTold, forbidden, clock.Today);
    }
}

/// <param name="Teller">Who tells of whom; null: the client asks, or is registered by the same commit and can have forbidden nothing.</param>
internal sealed record Question(Teller? Teller, string[] To, string Service, bool VoluntarinessTold)
{
    /// <summary>The request's field that names who is asked.</summary>
    public string Field { get; init; } = "receiver";

    /// <summary>The one that names the service; the same, where the request does not choose it.</summary>
    public string ServiceField { get; init; } = "service";
}

/// <param name="From">Whoever of the organisations wrote what is sent.</param>
internal sealed record Teller(Guid ClientId, string[] From);
