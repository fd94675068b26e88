namespace Tyokyky.JobCoaching;

/// <summary>A protected client is hidden in all that coaching keeps of it.</summary>
internal sealed class HiddenClients() : ProtectedClients(
    new("HideClientOfCoachings", "coaching", "coaching"),
    new("HideClientOfResults", "result", "result"),
    new("HideClientOfFollowUps", "follow_up", "follow-up"),
    new("HideClientOfFeedback", "work_trial_feedback", "work-trial-feedback"),
    new("HideClientOfCounsellings", "benefits_counselling", "benefits-counselling"),
    new("HideClientOfGroups", "coaching_group_member", "coaching-group-member") { IsVersioned = false },
    new("HideClientOfTasks", "asked_coaching", "task") { Id = "task_id", IsVersioned = false });
