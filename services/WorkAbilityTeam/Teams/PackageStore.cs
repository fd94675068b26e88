namespace Tyokyky.WorkAbilityTeam.Teams;

/// <summary>Cases' packages: what was told stays, the newest of each part counts.</summary>
[Row<PackagePart>("case_package", Beside = ["Guid case_id"])]
internal static partial class PackageStore
{
    /// <summary>The parts as of that version.</summary>
    public static Query<IReadOnlyList<PackagePart>> AsOf(Guid caseId, int version) =>
        new Query<PackagePart>(
            $"""
            SELECT DISTINCT ON (section) {PackagePartRow.Columns} FROM case_package WHERE case_id = {caseId} AND since_version <= {version}
            ORDER BY section, since_version DESC
            """,
            PackagePartRow.Read).All();
}
