using Tyokyky.Contracts.Common.V1;

namespace Tyokyky.Referrals.Common;

/// <summary>Names that organisations' own systems gave to our resources.</summary>
internal static class ExternalReferences
{
    // After every value that begins with the prefix.
    private const string LastCharacter = "\U0010FFFF";

    public const string PrimaryKey = "external_reference_pkey";

    /// <summary>The organisation's own references to a resource.</summary>
    public static Query<IReadOnlyList<ExternalReference>> Of(Guid objectId, string organisation) =>
        new Query<ExternalReference>(
            $"SELECT system, value FROM external_reference WHERE object_id = {objectId} AND organisation = {organisation} ORDER BY system, value",
            row => new ExternalReference { System = row.GetString(0), Value = row.GetString(1) }).All();

    /// <summary>The organisation's own references to a client, under whichever of the person's ids.</summary>
    public static Query<IReadOnlyList<ExternalReference>> OfClient(Guid clientId, string organisation) =>
        new Query<ExternalReference>(
            $"""
            SELECT system, value FROM external_reference
            WHERE object_id = ANY(tyokyky_same_client({clientId})) AND organisation = {organisation}
            ORDER BY system, value
            """,
            row => new ExternalReference { System = row.GetString(0), Value = row.GetString(1) }).All();

    /// <summary>All organisations' references to these resources.</summary>
    public static Query<IReadOnlyList<OwnReference>> Of(Guid[] objectIds) =>
        new Query<OwnReference>(
            $"SELECT object_id, organisation, system, value FROM external_reference WHERE object_id = ANY({objectIds}) ORDER BY system, value",
            row => new OwnReference(row.GetGuid(0), row.GetString(1), new ExternalReference { System = row.GetString(2), Value = row.GetString(3) })).All();

    /// <summary>The organisation's references to referrals in one system, by value.</summary>
    public static Query<OwnReference> ToReferrals(string organisation, string system, string prefix, string after, int limit) =>
        new(
            $"""
            SELECT object_id, organisation, system, value FROM external_reference
            WHERE organisation = {organisation} AND system = {system} AND object_type = 'referral'
              AND value COLLATE "C" >= {prefix} AND value COLLATE "C" <= {prefix + LastCharacter} AND value COLLATE "C" > {after}
            ORDER BY value COLLATE "C" LIMIT {limit}
            """,
            row => new OwnReference(row.GetGuid(0), row.GetString(1), new ExternalReference { System = row.GetString(2), Value = row.GetString(3) }));

    /// <summary>Ends the organisation's references to a resource.</summary>
    public static Sql Remove(string organisation, Guid objectId) =>
        $"DELETE FROM external_reference WHERE object_id = {objectId} AND organisation = {organisation}";

    /// <summary>Adds the references to the commit; one that names another resource refuses it all.</summary>
    public static void Add(Commit commit, string organisation, string objectType, Guid objectId, IEnumerable<ExternalReference> references)
    {
        foreach (var reference in references)
        {
            commit.OnViolation(PrimaryKey, () => Taken("external_references"));
            commit.Add(
                $"""
                INSERT INTO external_reference (organisation, system, value, object_type, object_id)
                VALUES ({organisation}, {reference.System}, {reference.Value}, {objectType}, {objectId})
                """);
        }
    }

    /// <summary>The same for a client, who may have some of them already under whichever of the person's ids.</summary>
    /// <param name="path">Where the request names them.</param>
    public static void AddToClient(Commit commit, string organisation, Guid clientId, IEnumerable<ExternalReference> references, string path)
    {
        foreach (var reference in references)
        {
            commit.OnViolation(PrimaryKey, () => Taken(path + "external_references"));
            commit.Add(
                $"""
                INSERT INTO external_reference (organisation, system, value, object_type, object_id)
                SELECT {organisation}, {reference.System}, {reference.Value}, 'client', {clientId}
                WHERE NOT EXISTS (SELECT FROM external_reference
                  WHERE organisation = {organisation} AND system = {reference.System} AND value = {reference.Value}
                    AND object_id = ANY(tyokyky_same_client({clientId})))
                """);
        }
    }

    private static DomainException Taken(string field) =>
        new(ErrorKind.AlreadyExists, "EXTERNAL_REFERENCE_TAKEN", "Your organisation has given this external reference to another resource.",
            ("field", field));
}

/// <summary>What one organisation's own system calls a resource.</summary>
internal sealed record OwnReference(Guid ObjectId, string Organisation, ExternalReference Reference);
