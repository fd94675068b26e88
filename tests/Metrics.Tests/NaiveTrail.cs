using Google.Protobuf;
using Tyokyky.Contracts.Events.V1;

namespace Tyokyky.Metrics.Tests;

/// <summary>Facts of coaching as if nobody had erred: what was told anew or taken back is read one fact after the other, and what stands at the end is left.</summary>
public static class NaiveTrail
{
    public static List<IMessage> Standing(IReadOnlyList<IMessage> told)
    {
        var standing = new List<IMessage>();
        foreach (var fact in told)
        {
            switch (fact)
            {
                case ResultEnteredInError mistake:
                    standing.RemoveAll(one => ResultOf(one) == mistake.ResultId);
                    break;
                case ResultCorrected corrected:
                    var anew = corrected.Job ?? corrected.WorkTrial ?? corrected.Studies ?? (IMessage)corrected.Other;
                    var id = ResultOf(anew)!;
                    standing.RemoveAll(one => ResultOf(one) == id);
                    standing.Add(anew);
                    standing.AddRange(corrected.PaySubsidyChanges);
                    if (corrected.EndedOn is { } day)
                    {
                        standing.Add(corrected.Job is null
                            ? new ResultEnded { ResultId = id, Outcome = corrected.Outcome, EndedOn = day }
                            : new JobEnded { JobId = id, Reason = corrected.EndReason, EndedOn = day });
                    }

                    break;
                case CoachingEnteredInError mistake:
                    standing.RemoveAll(one => CoachingOf(one) == mistake.CoachingId);
                    break;
                case CoachingReturned returned:
                    standing.RemoveAll(one => one is CoachingEnded ended && ended.CoachingId == returned.CoachingId);
                    break;
                case CoachingContactCorrected corrected:
                    standing.RemoveAll(one => one is CoachingContactLogged contact && contact.ContactId == corrected.Contact.ContactId);
                    standing.Add(corrected.Contact);
                    break;
                case CoachingContactEnteredInError mistake:
                    standing.RemoveAll(one => one is CoachingContactLogged contact && contact.ContactId == mistake.ContactId);
                    break;
                default:
                    standing.Add(fact);
                    break;
            }
        }

        return standing;
    }

    private static string? ResultOf(IMessage fact) => fact switch
    {
        JobRecorded job => job.JobId,
        JobEnded ended => ended.JobId,
        PaySubsidyChanged changed => changed.JobId,
        WorkTrialRecorded trial => trial.WorkTrialId,
        StudiesRecorded studies => studies.StudiesId,
        ResultRecorded other => other.ResultId,
        ResultEnded ended => ended.ResultId,
        _ => null,
    };

    private static string? CoachingOf(IMessage fact) => fact switch
    {
        CoachingOpened opened => opened.CoachingId,
        CoachingStarted started => started.CoachingId,
        CoachingEnded ended => ended.CoachingId,
        CoachingContactLogged contact => contact.CoachingId,
        _ => null,
    };
}
