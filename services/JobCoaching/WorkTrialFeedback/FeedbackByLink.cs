using Tyokyky.JobCoaching.Results;

namespace Tyokyky.JobCoaching.WorkTrialFeedback;

/// <summary>
/// What a link opens: the form of one feedback, until it is answered or its last day is over. Whatever else somebody comes with opens nothing, and is
/// told apart from nothing.
/// </summary>
internal sealed class FeedbackByLink(FeedbackKind feedback, UnitOfWork unitOfWork, Database database, AccessLog accessLog, IBusinessClock clock)
{
    private const int Attempts = 4;

    /// <summary>The form that the link opens; null: none.</summary>
    public async Task<OpenForm?> OpenAsync(string? secret, CancellationToken cancel)
    {
        var found = await FindAsync(secret, cancel);
        if (found?.IsOpenOn(clock.Today) != true)
        {
            return null;
        }

        var form = await FormAsync(found, cancel);
        await accessLog.ReadAsync(CallOf(found, cancel), found.Client.Id, found.ObjectType, found.Id);
        return form;
    }

    /// <summary>Takes what the host answers, once; the same again is taken without a second effect.</summary>
    /// <param name="posted">What stands in the form's field of that name.</param>
    public async Task<LinkAnswer> AnswerAsync(string? secret, Func<string, string> posted, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAnswerAsync(secret, posted, cancel);
            }
            catch (RetryableConflict) when (attempt < Attempts)
            {
                // Somebody was at it meanwhile: it is decided anew.
            }
        }
    }

    private async Task<LinkAnswer> TryAnswerAsync(string? secret, Func<string, string> posted, CancellationToken cancel)
    {
        if (await FindAsync(secret, cancel) is not { } found)
        {
            return LinkAnswer.Closed;
        }

        var form = await FormAsync(found, cancel);
        var typed = form.Read(posted);
        var wrong = form.WrongIn(typed);
        DomainAnswer[] answers = [.. typed.Domains.Select(answer => new DomainAnswer(answer.Domain, answer.Level, answer.Text))];
        if (!found.IsOpenOn(clock.Today))
        {
            return wrong.Count == 0 && found.IsSame(answers, typed.Overall, clock.Today) ? LinkAnswer.Taken : LinkAnswer.Closed;
        }

        if (wrong.Count > 0)
        {
            return new LinkAnswer(IsTaken: false, form, typed, wrong);
        }

        var isTrained = await database.OneAsync(FeedbackStore.IsTrained(found.EmployerId, found.Organisation, clock.Today), cancel);
        var commit = unitOfWork.SystemCommit(CallOf(found, cancel));
        await feedback.ApplyAsync(commit, found, found.Answer(answers, typed.Overall, isTrained, clock.Today));
        await commit.SaveAsync();
        return LinkAnswer.Taken;
    }

    private async Task<HostFeedback?> FindAsync(string? secret, CancellationToken cancel) =>
        FeedbackLinks.DigestOf(secret) is { Length: > 0 } digest ? await database.OneAsync(FeedbackStore.ByLink(digest), cancel) : null;

    private async Task<OpenForm> FormAsync(HostFeedback found, CancellationToken cancel)
    {
        var (trial, questions) = await database.ManyAsync(ResultStore.ById(found.WorkTrialId), FeedbackStore.QuestionsOf(found.FormVersion).All(), cancel);
        return new OpenForm(found, trial!.Details, questions!);
    }

    // Whoever has the link acts as the host; the log names the feedback that it is of.
    private static Call CallOf(HostFeedback found, CancellationToken cancel) =>
        Call.By(new Caller { Subject = $"link:{found.Id}", Organisation = "", Roles = Role.Employer }, "work-trial-feedback/by-link", cancel: cancel);
}

/// <summary>A form that a link opened: of one work trial, with its days and workplace alone.</summary>
internal sealed record OpenForm(HostFeedback Feedback, Results.ResultDetails Trial, IReadOnlyList<FeedbackQuestion> Questions)
{
    public IEnumerable<FeedbackQuestion> Domains => Questions.Where(question => question.IsOfDomain);

    /// <summary>What was answered, each question of the form once.</summary>
    public HostAnswers Read(Func<string, string> posted) => new()
    {
        Domains =
        {
            Domains.Select(question => new HostDomainAnswer
            {
                Domain = question.Item, Level = posted($"level-{question.Item}"), Text = posted($"text-{question.Item}"),
            }),
        },
        Overall = posted(FeedbackQuestion.Overall),
    };

    /// <summary>What is wrong with which field, by the contract's own rules; the texts are spelt by them too.</summary>
    public IReadOnlyList<FieldViolation> WrongIn(HostAnswers typed)
    {
        try
        {
            Check.Shape(typed, (answers, check) => check.Each(
                "domains", answers.Domains, (each, answer) => each.OptionalCode("level", answer.Level, "functional-level", Feedback.RequestedOn)));
            return [];
        }
        catch (DomainException refused)
        {
            return refused.FieldViolations;
        }
    }
}

/// <summary>What became of an answer.</summary>
/// <param name="IsTaken">It is, now or before; otherwise, without a form, nothing was open.</param>
/// <param name="Form">Open yet: some fields are wrong.</param>
internal sealed record LinkAnswer(bool IsTaken, OpenForm? Form, HostAnswers? Typed, IReadOnlyList<FieldViolation> Wrong)
{
    public static LinkAnswer Taken { get; } = new(true, null, null, []);

    public static LinkAnswer Closed { get; } = new(false, null, null, []);
}
