using Tyokyky.Contracts.Referrals.V1;
using Tyokyky.ServiceDefaults;
using Money = Google.Type.Money;

namespace Tyokyky.Referrals.Tests.Programmes;

/// <summary>A card that may be saved as it is, of a programme of the city's that began in 2026 or before.</summary>
internal static class ProgrammeCards
{
    public static ProgrammeCardDetails Sample(Action<ProgrammeCardDetails>? but = null)
    {
        var card = new ProgrammeCardDetails
        {
            Purpose = new TranslatedText { Fi = "Yhteinen malli.", Sv = "En gemensam modell." },
            Partners =
            {
                new ProgrammePartner { Organisation = ReferralsHost.Kela, Role = "partner", Task = new TranslatedText { Fi = "Kuntoutuksen asiantuntija." } },
                new ProgrammePartner { Name = "Esimerkkisäätiö", Role = "cooperation" },
            },
            TotalBudget = Euros(100_000),
            Funding =
            {
                new FundingShare { Funder = "Euroopan sosiaalirahasto", Kind = "eu", Amount = Euros(70_000) },
                new FundingShare { Funder = "Esimerkkikunta", Kind = "own", Amount = Euros(30_000) },
            },
            Goals =
            {
                new ProgrammeGoal
                {
                    Name = new TranslatedText { Fi = "Useampi pääsee töihin." },
                    Measures =
                    {
                        new ProgrammeMeasure
                        {
                            Name = new TranslatedText { Fi = "Työhönvalmennus." },
                            Responsible = ReferralsHost.Kela,
                            Results =
                            {
                                new ProgrammeResult
                                {
                                    Indicator = "coaching.persons-employed",
                                    Unit = ProgrammeResultUnit.Persons,
                                    Target = 39,
                                    Baseline = 4,
                                    Achieved = 12,
                                    AchievedOn = new Date { Year = 2026, Month = 1, Day = 31 },
                                    DueOn = new Date { Year = 2030, Month = 12, Day = 31 },
                                },
                                new ProgrammeResult
                                {
                                    Name = new TranslatedText { Fi = "Lääkärin arvioon pääsee ajoissa." },
                                    Unit = ProgrammeResultUnit.BusinessDays,
                                    Target = 20,
                                    AtMost = true,
                                    DueOn = new Date { Year = 2030, Month = 12, Day = 31 },
                                },
                            },
                        },
                    },
                },
            },
            Budget =
            {
                new ProgrammeBudgetLine { Year = 2027, Kind = "personnel", Amount = Euros(60_000) },
                new ProgrammeBudgetLine { Year = 2027, Kind = "travel", Amount = 1_999_999L.ToMoney() },
                new ProgrammeBudgetLine { Year = 2028, Kind = "personnel", Amount = 2_000_001L.ToMoney() },
            },
            Staff = { new ProgrammeStaff { Role = "work-ability-coordinator", Name = "Esimerkki Työntekijä", Hundredths = 80 } },
        };
        but?.Invoke(card);
        return card;
    }

    public static Money Euros(long euros) => (euros * 100).ToMoney();
}
