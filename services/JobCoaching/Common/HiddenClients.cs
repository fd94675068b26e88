namespace Tyokyky.JobCoaching.Common;

/// <summary>
/// From now on facts of what the client has here tell what a fact on somebody unknown would: the order is in force here too. Without a way back: what
/// was told before the order is known anyway, and what is told after it is not.
/// </summary>
internal sealed class HiddenClients : IReactions
{
    public FactReactions From(string source) => source switch
    {
        "referrals" => FactReactions
            .To<ClientChanged>("HideClientOfCoachings", (fact, tx, _) => HideAsync($"coaching", "coaching", fact, tx))
            .On<ClientChanged>("HideClientOfResults", (fact, tx, _) => HideAsync($"result", "result", fact, tx))
            .On<ClientChanged>("HideClientOfFollowUps", (fact, tx, _) => HideAsync($"follow_up", "follow-up", fact, tx))
            .On<ClientChanged>("HideClientOfFeedback", (fact, tx, _) => HideAsync($"work_trial_feedback", "work-trial-feedback", fact, tx))
            .On<ClientChanged>("HideClientOfCounsellings", (fact, tx, _) => HideAsync($"benefits_counselling", "benefits-counselling", fact, tx))
            .On<ClientChanged>("HideClientOfGroups", (fact, tx, _) => HideAsync($"coaching_group_member", "coaching-group-member", fact, tx, versioned: false))
            .On<ClientChanged>("HideClientOfTasks", (fact, tx, _) => HideTasksAsync(fact.Message.Client, tx)),
        _ => FactReactions.None,
    };

    public static Sql Hide(Sql table, Guid clientId, Sql beside) =>
        $"""
        UPDATE {table} SET municipality = {CountedClient.Unknown.Municipality}, sex = {(int)CountedClient.Unknown.Sex},
          contact_language = {CountedClient.Unknown.ContactLanguage}, customer_profile = {CountedClient.Unknown.CustomerProfile}{beside}
        WHERE client_id = ANY(tyokyky_same_client({clientId})) AND (municipality, sex, contact_language, customer_profile) IS DISTINCT FROM
          ({CountedClient.Unknown.Municipality}, {(int)CountedClient.Unknown.Sex}, {CountedClient.Unknown.ContactLanguage},
            {CountedClient.Unknown.CustomerProfile})
        """;

    private static Task HideAsync(Sql table, string kind, Fact<ClientChanged> fact, FactTransaction tx, bool versioned = true) =>
        CountedClient.IsHidden(fact.Message.Client)
        ? tx.Commit().ChangeEach(
            $"{Hide(table, Guid.Parse(fact.Message.Client.ClientId), SqlParts.If(versioned, $", version = version + 1"))} RETURNING id, client_id",
            kind, "client-hidden").SaveAsync()
        : Task.CompletedTask;

    private static Task HideTasksAsync(ClientFacets client, FactTransaction tx) => CountedClient.IsHidden(client)
        ? tx.Commit().ChangeEach(
            $"{Hide($"asked_coaching", Guid.Parse(client.ClientId), $"")} RETURNING task_id AS id, client_id", "task", "client-hidden").SaveAsync()
        : Task.CompletedTask;
}
