namespace Tyokyky.WorkAbilityTeam.Common;

/// <summary>Cases and assessments, as far as others need to know whose client it is.</summary>
[Row<ClientAnchor>]
internal static partial class AnchorStore
{
    public static Query<ClientAnchor> OfCase(Guid caseId) =>
        new($"SELECT {ClientAnchorRow.Columns} FROM team_case WHERE id = {caseId}", ClientAnchorRow.Read);

    public static Query<ClientAnchor> OfAssessment(Guid assessmentId) =>
        new($"SELECT {ClientAnchorRow.Columns} FROM assessment WHERE id = {assessmentId}", ClientAnchorRow.Read);
}
