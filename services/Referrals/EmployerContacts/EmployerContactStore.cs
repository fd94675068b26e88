namespace Tyokyky.Referrals.EmployerContacts;

/// <summary>Employers' contacts.</summary>
[Row<EmployerContact>("employer_contact", Json = ["Employee"], JsonContext = typeof(EmployerContactsJson),
    Fixed = ["Employer", "EmployerName", "Receiver", "ClientId", "Topic", "MadeAt", "ConfirmBy"])]
internal static partial class EmployerContactStore
{
    // In the words of the partial indexes: a parameter would not find them.
    private static Sql IsWaiting => $"status = 0";

    /// <summary>To be changed.</summary>
    public static AggregateQuery<EmployerContact> Whole(Guid id) => Aggregate.Of("employer-contact", id, ById(id));

    public static Query<EmployerContact> ById(Guid id) =>
        new($"SELECT {EmployerContactRow.Columns} FROM employer_contact WHERE id = {id}", EmployerContactRow.Read);

    /// <summary>Oldest first.</summary>
    public static Query<EmployerContact> WaitingAt(string receiver, Guid after, int limit) =>
        new(
            $"SELECT {EmployerContactRow.Columns} FROM employer_contact WHERE receiver = {receiver} AND {IsWaiting} AND id > {after} ORDER BY id LIMIT {limit}",
            EmployerContactRow.Read);

    /// <summary>Oldest first.</summary>
    public static Query<EmployerContact> WaitingFor(Guid clientId, Guid after, int limit) =>
        new(
            $"""
            SELECT {EmployerContactRow.Columns} FROM employer_contact
            WHERE client_id = ANY(tyokyky_same_client({clientId})) AND {IsWaiting} AND id > {after} ORDER BY id LIMIT {limit}
            """,
            EmployerContactRow.Read);

    /// <summary>What it became; after the referral is there.</summary>
    public static Sql Link(Guid id, Guid referralId) => $"UPDATE employer_contact SET referral_id = {referralId} WHERE id = {id}";
}
