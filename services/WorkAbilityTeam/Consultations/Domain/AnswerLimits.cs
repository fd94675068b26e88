using Tyokyky.WorkAbilityTeam.Common;

namespace Tyokyky.WorkAbilityTeam.Consultations;

/// <summary>Until when an answer is due: the dated rows of code system consultation-limit.</summary>
internal static class AnswerLimits
{
    public static DateOnly DueOn(ConsultationKind kind, DateOnly askedOn) =>
        FinnishCalendar.AddBusinessDays(askedOn, DatedAmounts.On("consultation-limit", StateCode.Of(kind), askedOn)!.Amount);
}
