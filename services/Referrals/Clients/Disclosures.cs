using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Clients;

/// <summary>Decides disclosures between two organisations on a client: the same for CheckDisclosure and for what is shown.</summary>
internal sealed class Disclosures(OrganisationStore organisations, Database database, IBusinessClock clock)
{
    /// <summary>One decision per scope.</summary>
    public async Task<IReadOnlyList<DisclosureDecision>> DecideAsync(
        Guid clientId, string from, string to, IEnumerable<string> scopes, DateOnly day, CancellationToken cancel)
    {
        var (permissions, ties) = await database.ManyAsync(PermissionStore.ValidTo(clientId, from, to, day), PermissionStore.LiveTies(clientId, to), cancel);
        var question = await QuestionAsync(from, to, ties!, day, cancel);
        return [.. scopes.Select(scope => Disclosure.Decide(scope, question, permissions!))];
    }

    /// <summary>The scopes that whichever other organisation may disclose to a reader, by organisation; those without any are left out.</summary>
    public async Task<IReadOnlyDictionary<string, DisclosureDecision[]>> OpenToAsync(
        Guid clientId, string reader, string[] scopes, DateOnly day, CancellationToken cancel)
    {
        var (permissions, ties) = await database.ManyAsync(
            PermissionStore.ValidTo(clientId, "", reader, day), PermissionStore.LiveTies(clientId, reader), cancel);
        var open = new Dictionary<string, DisclosureDecision[]>();
        foreach (var from in permissions!
            .Select(permission => permission.FromOrganisation)
            .Concat(ties!.Select(tie => tie.Other))
            .Distinct()
            .Where(from => from != reader))
        {
            var question = await QuestionAsync(from, reader, ties!, day, cancel);
            open[from] = [.. scopes.Select(scope => Disclosure.Decide(scope, question, permissions!))];
        }

        return open;
    }

    /// <summary>
    /// Refuses to send the client's matter where the client forbids it (kielto of scope "all"), whoever of the organisations wrote what is sent.
    /// </summary>
    public async Task TellAsync(Commit commit, Guid clientId, string[] from, string[] to)
    {
        if (await ForbiddenAsync(commit, clientId, from, to) is { } forbidden)
        {
            throw PermissionErrors.Forbidden(forbidden);
        }
    }

    /// <summary>To which of these the client forbids one of those to tell anything; null: to none, and the commit finds none either.</summary>
    public async Task<string?> ForbiddenAsync(Commit commit, Guid clientId, string[] from, string[] to)
    {
        if (to.Length == 0)
        {
            return null;
        }

        // Whoever forbids it meanwhile waits for this commit, or this commit for that.
        commit.Lock(ClientLocks.Rely(ClientLocks.Permissions, clientId)).GuardAbsence(PermissionStore.Prohibitions(clientId, from, to, clock.Today));
        return await database.OneAsync(PermissionStore.ForbiddenTo(clientId, from, to, clock.Today), commit.Call.Cancel);
    }

    private async ValueTask<DisclosureQuestion> QuestionAsync(string from, string to, IReadOnlyList<LiveTie> ties, DateOnly day, CancellationToken cancel)
    {
        var between = ties.Where(tie => tie.Other == from).ToArray();
        return new DisclosureQuestion(
            from,
            await organisations.KindAsync(from, cancel),
            to,
            await organisations.KindAsync(to, cancel),
            [.. between.Select(tie => tie.Service)],
            between.Any(tie => tie.NonDisclosure),
            day);
    }
}
