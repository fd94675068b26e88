namespace Tyokyky.WorkAbilityTeam.Common;

/// <summary>Cases and assessments, as far as others need to know whose client it is.</summary>
[Row<ClientAnchor>(
    Columns =
    [
        "Client.Id=client_id", "Client.AgeBand=age_band", "Client.Municipality=municipality", "Client.Programme=programme",
        "Client.Sex=sex", "Client.ContactLanguage=contact_language", "Client.CustomerProfile=customer_profile",
    ])]
internal static partial class AnchorStore
{
    public static Query<ClientAnchor> OfCase(Guid caseId) =>
        new($"SELECT {ClientAnchorRow.Columns} FROM team_case WHERE id = {caseId}", ClientAnchorRow.Read);

    public static Query<ClientAnchor> OfAssessment(Guid assessmentId) =>
        new($"SELECT {ClientAnchorRow.Columns} FROM assessment WHERE id = {assessmentId}", ClientAnchorRow.Read);
}
