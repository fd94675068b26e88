namespace Tyokyky.JobCoaching.WorkTrialFeedback;

/// <summary>A version of the form.</summary>
internal sealed record FeedbackForm(string Version, DateOnly ValidFrom, DateOnly? ValidTo, string Source);

/// <summary>What a form asks of one domain, or altogether.</summary>
internal sealed record FeedbackQuestion(string Version, string Item, string Fi, string Sv, string En)
{
    /// <summary>The question that is answered in words alone.</summary>
    public const string Overall = "overall";

    public bool IsOfDomain => Item != Overall;

    public string In(FormLanguage language) => language switch
    {
        FormLanguage.Sv => Sv,
        FormLanguage.En => En,
        _ => Fi,
    };
}
