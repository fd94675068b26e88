using static Tyokyky.Contracts.Team.V1.AssessmentLegKind;

namespace Tyokyky.WorkAbilityTeam.Assessments;

/// <summary>What each allowed action does to an assessment.</summary>
internal static class AssessmentSteps
{
    /// <summary>The first leg: what the type asks for before, or the booking at once.</summary>
    public static Leg FirstLeg(string type, DateOnly orderedOn) =>
        new(AssessmentType.NeededParts(type, orderedOn).Length > 0 ? Information : Booking, orderedOn, null);

    public static Transition Ordered(this ClientAssessment assessment) =>
        new(assessment.ObjectType, assessment.Id, "", StateCode.Of(assessment.State), FinnishTime.StartOf(assessment.OrderedOn));

    public static (ClientAssessment, Transition) Give(this ClientAssessment assessment, GivenPart part)
    {
        assessment.Require(AssessmentAction.GiveInformation);
        var given = assessment with { Parts = [.. assessment.Parts.Where(other => other.Part != part.Part), part] };
        // A part may have been known long before the order; the leg ends on no earlier day than it began.
        return assessment.Legs[^1] is { Kind: Information, To: null } && given.MissingParts.Length == 0
            ? given.Moved(assessment, assessment.State, Later(part.GivenOn, assessment.LastDay), Booking)
            : given.Stays(assessment, part.GivenOn);
    }

    public static (ClientAssessment, Transition) Send(this ClientAssessment assessment, DateOnly on)
    {
        assessment.Require(AssessmentAction.SendInformation);
        return (assessment with { SentOn = on, SentTo = assessment.Performer }).Stays(assessment, on);
    }

    public static (ClientAssessment, Transition) Buy(this ClientAssessment assessment, PurchaseOrder purchase, DateOnly today)
    {
        assessment.Require(AssessmentAction.RecordPurchase);
        return (assessment with { Purchase = purchase, Performer = purchase.Provider }).Stays(assessment, today);
    }

    public static (ClientAssessment, Transition) Book(this ClientAssessment assessment, Appointment appointment, string performer)
    {
        assessment.Require(AssessmentAction.BookAssessment);
        return assessment.Booked(appointment, performer);
    }

    /// <summary>A referral's task booked it: nobody asks whether the package was complete.</summary>
    public static (ClientAssessment, Transition)? BookByTask(this ClientAssessment assessment, DateOnly on) =>
        AssessmentTable.Table.Find(AssessmentAction.BookAssessment, assessment.State) is null || assessment.State == AssessmentState.Booked
            ? null
            : assessment.Booked(new Appointment(Later(on, assessment.LastDay), null, [], default, OfTask: true), "");

    public static (ClientAssessment, Transition) CancelBooking(this ClientAssessment assessment, DateOnly on)
    {
        assessment.Require(AssessmentAction.CancelAssessmentBooking);
        return assessment.Unbooked(on);
    }

    public static (ClientAssessment, Transition)? UnbookByTask(this ClientAssessment assessment, DateOnly on) =>
        assessment is { State: AssessmentState.Booked, IsBookedByTask: true } ? assessment.Unbooked(Later(on, assessment.LastDay)) : null;

    public static (ClientAssessment, Transition) Attend(this ClientAssessment assessment, bool attended, DateOnly on)
    {
        assessment.Require(AssessmentAction.RecordAttendance);
        return assessment.Attending(attended, on);
    }

    /// <summary>The task's appointment was held or missed, booked or not: it may have been told late, or before the booking was.</summary>
    public static (ClientAssessment, Transition)? AttendByTask(this ClientAssessment assessment, bool attended, DateOnly on)
    {
        var booked = assessment.BookByTask(on)?.Item1 ?? assessment;
        return booked.State == AssessmentState.Booked
            ? booked.Attending(attended, Later(on, booked.LastDay)) is var (now, transition)
                ? (now, transition with { From = StateCode.Of(assessment.State) })
                : null
            : null;
    }

    public static (ClientAssessment, Transition) Receive(this ClientAssessment assessment, GivenStatement statement)
    {
        assessment.Require(AssessmentAction.RecordStatement);
        return (assessment with { Statements = [.. assessment.Statements, statement] })
            .Moved(assessment, AssessmentState.Stated, On(assessment, "stated_on", statement.StatedOn), Judgement);
    }

    public static (ClientAssessment, Transition) Judge(this ClientAssessment assessment, Sufficiency sufficiency, string reason, DateOnly on)
    {
        assessment.Require(AssessmentAction.JudgeStatement);
        var suffices = sufficiency == Sufficiency.Sufficient;
        var judged = assessment.LastStatement! with { Sufficiency = sufficiency, InsufficiencyReason = reason, JudgedOn = on };
        return (assessment with
        {
            Statements = [.. assessment.Statements.SkipLast(1), judged],
            Outcome = suffices ? "assessment-made" : "",
            IsCompleted = assessment.IsCompleted || suffices,
        })
            .Moved(
                assessment, suffices ? AssessmentState.Sufficient : AssessmentState.Insufficient, On(assessment, "judged_on", on),
                suffices ? null : AssessmentLegKind.Statement, reason);
    }

    public static (ClientAssessment, Transition) Apply(this ClientAssessment assessment, RestingApplication application)
    {
        assessment.Require(AssessmentAction.FileApplication);
        On(assessment, "filed_on", application.FiledOn);
        return (assessment with { Applications = [.. assessment.Applications, application] }).Stays(assessment, application.FiledOn, "application-filed");
    }

    public static (ClientAssessment, Transition) Decide(this ClientAssessment assessment, Guid applicationId, Decision decision, DateOnly on)
    {
        assessment.Require(AssessmentAction.RecordDecision);
        var application = assessment.Application(applicationId, ApplicationAction.RecordDecision, "decided_on", on);
        return assessment.With(application with { State = ApplicationState.Decided, Decision = decision, DecidedOn = on })
            .Stays(assessment, on, "decision-" + StateCode.Of(decision));
    }

    public static (ClientAssessment, Transition) Appeal(this ClientAssessment assessment, Guid applicationId, DateOnly on)
    {
        assessment.Require(AssessmentAction.FileAppeal);
        var application = assessment.Application(applicationId, ApplicationAction.FileAppeal, "appealed_on", on);
        return assessment.With(application with { State = ApplicationState.Appealed, AppealedOn = on }).Stays(assessment, on, "appeal-filed");
    }

    public static (ClientAssessment, Transition) Agree(this ClientAssessment assessment, JointPlan plan)
    {
        assessment.Require(AssessmentAction.AgreeFollowUp);
        On(assessment, "agreed_on", plan.AgreedOn);
        return (assessment with { FollowUp = plan }).Stays(assessment, plan.AgreedOn, "follow-up-agreed");
    }

    public static (ClientAssessment, Transition) Close(this ClientAssessment assessment, string outcome, DateOnly on)
    {
        assessment.Require(AssessmentAction.CloseAssessment);
        var last = assessment.Applications.Select(application => application.LastDay).Append(assessment.LastDay).Max();
        return on < last ? throw AssessmentErrors.DayBeforePrevious("closed_on", last) : assessment.Closed(outcome, on);
    }

    public static (ClientAssessment, Transition) Cancel(this ClientAssessment assessment, string reason, DateOnly on)
    {
        assessment.Require(AssessmentAction.CancelAssessment);
        return (assessment with { EndReason = reason, Appointment = null })
            .Moved(assessment, AssessmentState.Cancelled, On(assessment, "cancelled_on", on), null, reason);
    }

    public static (ClientAssessment, Transition) EnterInError(this ClientAssessment assessment, string reason, string note, DateOnly today)
    {
        assessment.Require(AssessmentAction.EnterAssessmentInError);
        return (
            assessment with { State = AssessmentState.EnteredInError, EndReason = reason },
            new Transition(
                assessment.ObjectType, assessment.Id, StateCode.Of(assessment.State), StateCode.Of(AssessmentState.EnteredInError),
                FinnishTime.StartOf(today), reason, note));
    }

    /// <summary>The task ended, however it did: what is still under way here ends with it.</summary>
    public static (ClientAssessment, Transition)? EndWithTask(this ClientAssessment assessment, string status, string outcome, string reason, DateOnly on)
    {
        var day = Later(on, assessment.LastDay);
        return status switch
        {
            "entered-in-error" => assessment.State == AssessmentState.EnteredInError ? null : assessment.EnterInError("other", "", day),
            // What a statement says waits for who judges it.
            _ when !assessment.IsUnderWay || assessment.State is AssessmentState.Sufficient or AssessmentState.Stated => null,
            // Whoever completed it by hand in Referrals said that it was made; without an appointment here nothing was.
            "completed" when AssessmentTable.BlockedBy(AssessmentAction.CloseAssessment, assessment) is null => assessment.Closed(outcome, day),
            _ when AssessmentTable.BlockedBy(AssessmentAction.CancelAssessment, assessment) is null => assessment.Cancel(reason, day),
            _ => null,
        };
    }

    /// <summary>Where one leg ended and the next began is moved; the legs stay in order and without gaps.</summary>
    public static (ClientAssessment, Transition) Correct(this ClientAssessment assessment, int number, DateOnly day, DateOnly today, string note)
    {
        assessment.Require(AssessmentAction.CorrectAssessmentDay);
        if (number > assessment.Legs.Count || (number > 0 && assessment.Legs[number - 1].To is null))
        {
            throw AssessmentErrors.LegUnknown(assessment.Legs.Count);
        }

        var (before, after) = (number > 0 ? assessment.Legs[number - 1] : null, number < assessment.Legs.Count ? assessment.Legs[number] : null);
        if (before is not null && day < before.From)
        {
            throw AssessmentErrors.DayBeforePrevious("day", before.From);
        }

        if ((after is null ? assessment.Applications.Select(application => (DateOnly?)application.FiledOn).Min() : after.To) is { } next && day > next)
        {
            throw AssessmentErrors.DayAfterNext("day", next);
        }

        if (day > today)
        {
            throw DomainException.Field("day", "DAY_IN_FUTURE", "a day not in the future");
        }

        var legs = assessment.Legs.ToList();
        if (before is not null) { legs[number - 1] = before with { To = day }; }
        if (after is not null) { legs[number] = after with { From = day }; }
        var corrected = (assessment with { Legs = legs }).Dated(before, day);
        var what = number == 0 ? "corrected-ordered" : "corrected-" + StateCode.Of(before!.Kind);
        return (corrected, corrected.Stays(assessment, day, what).Item2 with { Note = note });
    }

    // What ended the leg says the day too.
    private static ClientAssessment Dated(this ClientAssessment assessment, Leg? ended, DateOnly day) => ended switch
    {
        { Kind: Booking } when assessment.Appointment?.BookedOn == ended.To =>
            assessment with { Appointment = assessment.Appointment! with { BookedOn = day } },
        { Kind: AssessmentLegKind.Statement } => assessment with
        {
            Statements = [.. assessment.Statements.Select(one => one.StatedOn == ended.To ? one with { StatedOn = day } : one)],
        },
        { Kind: Judgement } => assessment with
        {
            Statements = [.. assessment.Statements.Select(one => one.JudgedOn == ended.To ? one with { JudgedOn = day } : one)],
        },
        _ => assessment,
    };

    private static (ClientAssessment, Transition) Booked(this ClientAssessment assessment, Appointment appointment, string performer)
    {
        var on = On(assessment, "booked_on", appointment.BookedOn);
        var booked = assessment with { Appointment = appointment, Performer = performer.Length > 0 ? performer : assessment.Performer };
        // An appointment instead of another: the client waits on.
        return assessment.State == AssessmentState.Booked
            ? booked.Stays(assessment, on, "rebooked")
            : booked.Moved(assessment, AssessmentState.Booked, on, AssessmentLegKind.Appointment);
    }

    private static (ClientAssessment, Transition) Unbooked(this ClientAssessment assessment, DateOnly on) =>
        (assessment with { Appointment = null }).Moved(assessment, AssessmentState.Ordered, On(assessment, "cancelled_on", on), Booking);

    private static (ClientAssessment, Transition) Attending(this ClientAssessment assessment, bool attended, DateOnly on) => attended
        ? assessment.Moved(
            assessment, AssessmentState.Attended, On(assessment, "on_day", on),
            AssessmentType.GivesStatement(assessment.Type, assessment.OrderedOn) ? AssessmentLegKind.Statement : null)
        : (assessment with { Appointment = null, MissedAppointments = assessment.MissedAppointments + 1 })
            .Moved(assessment, AssessmentState.NotAttended, On(assessment, "on_day", on), Booking);

    private static (ClientAssessment, Transition) Closed(this ClientAssessment assessment, string outcome, DateOnly on) =>
        (assessment with { Outcome = outcome, IsCompleted = true }).Moved(assessment, AssessmentState.Closed, on, null, outcome);

    private static void Require(this ClientAssessment assessment, AssessmentAction action)
    {
        if (AssessmentTable.BlockedBy(action, assessment) is { } blocked)
        {
            throw AssessmentErrors.Blocked(blocked, assessment);
        }
    }

    private static DateOnly On(ClientAssessment assessment, string field, DateOnly on) =>
        on < assessment.LastDay ? throw AssessmentErrors.DayBeforePrevious(field, assessment.LastDay) : on;

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static RestingApplication Application(this ClientAssessment assessment, Guid id, ApplicationAction action, string field, DateOnly on)
    {
        var application = assessment.Applications.FirstOrDefault(one => one.Id == id) ?? throw AssessmentErrors.ApplicationUnknown();
        return ApplicationTable.BlockedBy(action, application) is { } blocked ? throw AssessmentErrors.Blocked(blocked, application)
            : on < application.LastDay ? throw AssessmentErrors.DayBeforePrevious(field, application.LastDay)
            : application;
    }

    private static ClientAssessment With(this ClientAssessment assessment, RestingApplication changed) =>
        assessment with { Applications = [.. assessment.Applications.Select(one => one.Id == changed.Id ? changed : one)] };

    private static (ClientAssessment, Transition) Stays(this ClientAssessment now, ClientAssessment before, DateOnly on, string reason = "") =>
        (now, new Transition(now.ObjectType, now.Id, StateCode.Of(before.State), StateCode.Of(now.State), FinnishTime.StartOf(on), reason));

    // The open leg ends on the day, and the next begins on it.
    private static (ClientAssessment, Transition) Moved(
        this ClientAssessment now, ClientAssessment before, AssessmentState to, DateOnly on, AssessmentLegKind? next, string reason = "")
    {
        var legs = now.Legs.Select(leg => leg.To is null ? leg with { To = on } : leg);
        var moved = now with { State = to, Legs = [.. legs, .. next is { } kind ? [new Leg(kind, on, null)] : Array.Empty<Leg>()] };
        return (moved, new Transition(now.ObjectType, now.Id, StateCode.Of(before.State), StateCode.Of(to), FinnishTime.StartOf(on), reason));
    }
}
