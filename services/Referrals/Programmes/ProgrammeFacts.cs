namespace Tyokyky.Referrals.Programmes;

/// <summary>What is told of programmes.</summary>
internal static class ProgrammeFacts
{
    public static ClientLeftProgramme Left(ProgrammeClient client) =>
        new() { ClientId = client.ClientId.ToString(), Programme = client.Programme, LeftOn = client.LeftOn!.Value.ToDate() };

    /// <summary>Codes, numbers and days of a card: what figures are held against.</summary>
    public static ProgrammeCardSaved Saved(CardVersion version) => new()
    {
        Programme = version.Programme,
        Version = version.Number,
        Partners =
        {
            version.Details.Partners.Where(partner => partner.Organisation.Length > 0)
                .Select(partner => new ProgrammeCardSaved.Types.Partner { Organisation = partner.Organisation, Role = partner.Role }),
        },
        Targets =
        {
            version.Details.Results().Where(result => result.Indicator.Length > 0).Select(result => new ProgrammeCardSaved.Types.Target
            {
                Indicator = result.Indicator,
                Unit = StateCode.Of(result.Unit),
                Target_ = result.Target,
                AtMost = result.AtMost,
                DueOn = result.DueOn.ToDate(),
            }),
        },
        Budget = { version.Details.Budget.Select(line => new ProgrammeCardSaved.Types.Cost { Year = line.Year, Kind = line.Kind, Cents = line.Cents }) },
    };
}
