namespace Tyokyky.WorkAbilityTeam.Common;

/// <summary>
/// From now on facts of what the client has here tell what a fact on somebody unknown would: the order is in force here too. Without a way back: what
/// was told before the order is known anyway, and what is told after it is not. So too of what
/// has ended, since it may still be reviewed and corrected.
/// </summary>
internal sealed class HiddenClients : IReactions
{
    public FactReactions From(string source) => source switch
    {
        "referrals" => FactReactions
            .To<ClientChanged>("HideClientOfCases", (fact, tx, _) => HideAsync($"team_case", "case", fact, tx))
            .On<ClientChanged>("HideClientOfAssessments", (fact, tx, _) => HideAsync($"assessment", "assessment", fact, tx))
            .On<ClientChanged>("HideClientOfSituations", (fact, tx, _) => HideAsync($"social_situation", "social-situation", fact, tx))
            .On<ClientChanged>("HideClientOfMeasurements", (fact, tx, _) => HideAsync($"measurement", "measurement", fact, tx))
            .On<ClientChanged>("HideClientOfPeriods", (fact, tx, _) => HideAsync($"functional_period", "functional-period", fact, tx)),
        _ => FactReactions.None,
    };

    private static Task HideAsync(Sql table, string kind, Fact<ClientChanged> fact, FactTransaction tx) =>
        CountedClient.IsHidden(fact.Message.Client)
            ? tx.Commit().ChangeEach(Hide(table, Guid.Parse(fact.Message.Client.ClientId)), kind, "client-hidden").SaveAsync()
            : Task.CompletedTask;

    private static Sql Hide(Sql table, Guid clientId) =>
        $"""
        UPDATE {table} SET municipality = {CountedClient.Unknown.Municipality}, sex = {(int)CountedClient.Unknown.Sex},
          contact_language = {CountedClient.Unknown.ContactLanguage}, customer_profile = {CountedClient.Unknown.CustomerProfile}, version = version + 1
        WHERE client_id = ANY(tyokyky_same_client({clientId}))
          AND (municipality, sex, contact_language, customer_profile) IS DISTINCT FROM
            ({CountedClient.Unknown.Municipality}, {(int)CountedClient.Unknown.Sex}, {CountedClient.Unknown.ContactLanguage},
              {CountedClient.Unknown.CustomerProfile})
        RETURNING id, client_id
        """;
}
