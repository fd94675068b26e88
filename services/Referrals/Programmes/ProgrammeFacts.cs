namespace Tyokyky.Referrals.Programmes;

/// <summary>What is told of programmes.</summary>
internal static class ProgrammeFacts
{
    public static ClientLeftProgramme Left(ProgrammeClient client) =>
        new() { ClientId = client.ClientId.ToString(), Programme = client.Programme, LeftOn = client.LeftOn!.Value.ToDate() };
}
