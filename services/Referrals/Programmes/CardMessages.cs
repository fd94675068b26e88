using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Programmes;

/// <summary>What a card tells, between the contract and the domain.</summary>
internal static class CardMessages
{
    public static CardDetails ToDomain(this ProgrammeCardDetails given) => new()
    {
        Purpose = given.Purpose.ToDomain(),
        Partners = [.. given.Partners.Select(partner => new CardPartner(
            partner.Organisation, partner.Organisation.Length > 0 ? "" : partner.Name, partner.Role, partner.Task.ToDomain()))],
        TotalCents = given.TotalBudget?.ToCents(),
        Funding = [.. given.Funding.Select(share => new CardFunding(share.Funder, share.Kind, share.Amount?.ToCents(), share.PercentHundredths))],
        Goals = [.. given.Goals.Select(goal => new CardGoal(goal.Name.ToDomain(), [.. goal.Measures.Select(ToDomain)]))],
        Budget = [.. given.Budget.Select(line => new CardBudgetLine(line.Year, line.Kind, line.Amount.ToCents()))],
        Staff = [.. given.Staff.Select(one => new CardStaff(
            one.Role, one.Name, one.Organisation, one.Hundredths, one.FromDay?.ToDay(), one.ToDay?.ToDay()))],
        WebPage = given.WebPage,
    };

    public static ProgrammeCardDetails ToMessage(this CardDetails told, Func<string, string> name) => new()
    {
        Purpose = told.Purpose.ToMessage(),
        Partners =
        {
            told.Partners.Select(partner => new ProgrammePartner
            {
                Organisation = partner.Organisation,
                Name = partner.Organisation.Length > 0 ? name(partner.Organisation) : partner.Name,
                Role = partner.Role,
                Task = partner.Task.ToMessage(),
            }),
        },
        TotalBudget = told.TotalCents?.ToMoney(),
        Funding =
        {
            told.Funding.Zip(told.Shares(), (share, whole) => new FundingShare
            {
                Funder = share.Funder,
                Kind = share.Kind,
                Amount = share.Cents?.ToMoney(),
                PercentHundredths = share.PercentHundredths,
                AmountWorkedOut = whole.Cents?.ToMoney(),
                PercentHundredthsWorkedOut = whole.PercentHundredths,
            }),
        },
        Goals = { told.Goals.Select(goal => new ProgrammeGoal { Name = goal.Name.ToMessage(), Measures = { goal.Measures.Select(ToMessage) } }) },
        Budget = { told.Budget.Select(line => new ProgrammeBudgetLine { Year = line.Year, Kind = line.Kind, Amount = line.Cents.ToMoney() }) },
        Staff =
        {
            told.Staff.Select(one => new ProgrammeStaff
            {
                Role = one.Role,
                Name = one.Name,
                Organisation = one.Organisation,
                Hundredths = one.Hundredths,
                FromDay = one.FromDay?.ToDate(),
                ToDay = one.ToDay?.ToDate(),
            }),
        },
        WebPage = told.WebPage,
    };

    /// <summary>The fields that differ, by the contract's names.</summary>
    public static string[] Changed(CardDetails? before, CardDetails now)
    {
        var (was, becomes) = ((before ?? new CardDetails()).ToMessage(id => id), now.ToMessage(id => id));
        return
        [
            .. ProgrammeCardDetails.Descriptor.Fields.InFieldNumberOrder()
                .Where(field => !Equals(field.Accessor.GetValue(was), field.Accessor.GetValue(becomes)))
                .Select(field => field.Name),
        ];
    }

    public static ProgrammeCardVersion ToVersion(this CardVersion version) => new()
    {
        Version = version.Number,
        SavedAt = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(version.SavedAt),
        SavedBy = version.SavedBy,
        Note = version.Note,
        Changed = { version.Changed },
    };

    private static CardMeasure ToDomain(ProgrammeMeasure given) => new(given.Name.ToDomain(), given.Responsible, [.. given.Results.Select(ToDomain)]);

    private static CardResult ToDomain(ProgrammeResult given) =>
        new(given.Name.ToDomain(), given.Indicator, given.Unit, given.Target, given.AtMost, given.DueOn.ToDay())
        {
            Baseline = given.HasBaseline ? given.Baseline : null,
            Achieved = given.HasAchieved ? given.Achieved : null,
            AchievedOn = given.AchievedOn?.ToDay(),
        };

    private static ProgrammeMeasure ToMessage(CardMeasure told) => new()
    {
        Name = told.Name.ToMessage(),
        Responsible = told.Responsible,
        Results = { told.Results.Select(ToMessage) },
    };

    private static ProgrammeResult ToMessage(CardResult told)
    {
        var message = new ProgrammeResult
        {
            Name = told.Name.ToMessage(),
            Indicator = told.Indicator,
            Unit = told.Unit,
            Target = told.Target,
            AtMost = told.AtMost,
            DueOn = told.DueOn.ToDate(),
            AchievedOn = told.AchievedOn?.ToDate(),
        };
        if (told.Baseline is { } baseline) { message.Baseline = baseline; }
        if (told.Achieved is { } achieved) { message.Achieved = achieved; }
        return message;
    }
}
