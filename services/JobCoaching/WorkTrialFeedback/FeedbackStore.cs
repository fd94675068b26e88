namespace Tyokyky.JobCoaching.WorkTrialFeedback;

/// <summary>Hosts' feedback with its forms, and their trainings.</summary>
[Row<HostFeedback>("work_trial_feedback", Alias = "f", Json = ["Answers"], JsonContext = typeof(FeedbackJson),
    Fixed = ["Client", "Organisation", "WorkTrialId", "CoachingId", "EmployerId", "FormVersion", "Language", "AskedBy", "RequestedOn"])]
[Row<FeedbackForm>]
[Row<FeedbackQuestion>]
[Row<TrainedHost>("host_training", Alias = "t", Fixed = ["Organisation", "EmployerId", "TrainedOn", "Participants", "Programme"])]
internal static partial class FeedbackStore
{
    /// <summary>One of a trial waits at a time.</summary>
    public const string OnceIndex = "work_trial_feedback_waits_once";

    /// <summary>To be changed.</summary>
    public static AggregateQuery<HostFeedback> Whole(Guid id) => Aggregate.Of("work-trial-feedback", id, ById(id));

    public static Query<HostFeedback> ById(Guid id) =>
        new($"SELECT {HostFeedbackRow.Columns} FROM work_trial_feedback f WHERE f.id = {id}", HostFeedbackRow.Read);

    public static Query<HostFeedback> ByLink(string digest) =>
        new($"SELECT {HostFeedbackRow.Columns} FROM work_trial_feedback f WHERE f.link_digest = {digest} AND f.link_digest <> ''", HostFeedbackRow.Read);

    public static Query<HostFeedback> WaitingOf(Guid workTrialId) =>
        new(
            $"""
            SELECT {HostFeedbackRow.Columns} FROM work_trial_feedback f
            WHERE f.work_trial_id = {workTrialId} AND f.state = {(int)WorkTrialFeedbackState.Requested}
            """,
            HostFeedbackRow.Read);

    /// <summary>Those of a trial that are no mistakes.</summary>
    public static Query<HostFeedback> StandingOf(Guid workTrialId) =>
        new(
            $"""
            SELECT {HostFeedbackRow.Columns} FROM work_trial_feedback f
            WHERE f.work_trial_id = {workTrialId} AND f.state <> {(int)WorkTrialFeedbackState.EnteredInError} ORDER BY f.id
            """,
            HostFeedbackRow.Read);

    /// <summary>Newest first.</summary>
    public static Query<HostFeedback> Of(string organisation, FeedbackFilter filter, Guid before, int limit) =>
        new(
            $"""
            SELECT {HostFeedbackRow.Columns} FROM work_trial_feedback f WHERE f.organisation = {organisation} AND f.id < {before}
            {SqlParts.If(filter.ClientId is not null, $" AND f.client_id = ANY(tyokyky_same_client({filter.ClientId}))")}
            {SqlParts.If(filter.WorkTrialId is not null, $" AND f.work_trial_id = {filter.WorkTrialId}")}
            {SqlParts.If(filter.State != WorkTrialFeedbackState.Unspecified, $" AND f.state = {(int)filter.State}")}
            {SqlParts.If(filter.ReminderDueBy is not null, $" AND f.reminder_due_on <= {filter.ReminderDueBy}")}
            ORDER BY f.id DESC LIMIT {limit}
            """,
            HostFeedbackRow.Read);

    /// <summary>The newest in use on the day, before the first the first.</summary>
    public static Query<FeedbackForm> FormOn(DateOnly day) =>
        new(
            $"""
            SELECT {FeedbackFormRow.Columns} FROM feedback_form WHERE valid_to IS NULL OR valid_to >= {day}
            ORDER BY valid_from <= {day} DESC, CASE WHEN valid_from <= {day} THEN {day} - valid_from ELSE valid_from - {day} END LIMIT 1
            """,
            FeedbackFormRow.Read);

    public static Query<IReadOnlyList<FeedbackForm>> Forms() =>
        new Query<FeedbackForm>($"SELECT {FeedbackFormRow.Columns} FROM feedback_form ORDER BY valid_from, version", FeedbackFormRow.Read).All();

    public static Query<IReadOnlyList<FeedbackQuestion>> Questions() =>
        new Query<FeedbackQuestion>($"SELECT {FeedbackQuestionRow.Columns} FROM feedback_question ORDER BY version, place", FeedbackQuestionRow.Read).All();

    public static Query<FeedbackQuestion> QuestionsOf(string version) =>
        new($"SELECT {FeedbackQuestionRow.Columns} FROM feedback_question WHERE version = {version} ORDER BY place", FeedbackQuestionRow.Read);

    public static AggregateQuery<TrainedHost> WholeTraining(Guid id) =>
        Aggregate.Of(
            "host-training", id, new Query<TrainedHost>($"SELECT {TrainedHostRow.Columns} FROM host_training t WHERE t.id = {id}", TrainedHostRow.Read));

    /// <summary>Newest first.</summary>
    public static Query<TrainedHost> TrainingsOf(string organisation, Guid? employerId, Guid before, int limit) =>
        new(
            $"""
            SELECT {TrainedHostRow.Columns} FROM host_training t WHERE t.organisation = {organisation} AND t.id < {before}
            {SqlParts.If(employerId is not null, $" AND t.employer_id = {employerId}")} ORDER BY t.id DESC LIMIT {limit}
            """,
            TrainedHostRow.Read);

    /// <summary>Whether the organisation had trained the host by that day.</summary>
    public static Query<bool> IsTrained(Guid? employerId, string organisation, DateOnly day) =>
        new(
            $"""
            SELECT EXISTS (SELECT FROM host_training
              WHERE employer_id = {employerId} AND organisation = {organisation} AND trained_on <= {day} AND error_reason = '')
            """,
            row => row.GetBoolean(0));
}

/// <summary>What a list of feedback is narrowed by.</summary>
internal sealed record FeedbackFilter(Guid? ClientId, Guid? WorkTrialId, WorkTrialFeedbackState State, DateOnly? ReminderDueBy);
