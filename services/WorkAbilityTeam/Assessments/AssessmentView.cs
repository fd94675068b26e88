using Google.Protobuf.WellKnownTypes;
using Google.Type;

namespace Tyokyky.WorkAbilityTeam.Assessments;

/// <summary>What one reader may see of an assessment.</summary>
/// <param name="ReadsAll">The way as a whole: the organisation that ordered it, the client, who holds the client's permission.</param>
/// <param name="ReadsTurns">Appointments missed and why it was not made: not for who could use it against the client.</param>
/// <param name="ReadsContent">What patient registers hold: of those the team's members, the client, who holds the permission.</param>
/// <param name="ReadsPackage">The package that was sent to the reader, on a permission that still holds.</param>
internal sealed record AssessmentReader(string Organisation, bool ReadsAll, bool ReadsTurns, bool ReadsContent, bool ReadsPackage = false)
{
    public static AssessmentReader Of(Caller caller, Relation relation)
    {
        var opened = (relation & (Relation.Client | Relation.PermissionHolder)) != 0;
        var isOwner = relation.HasFlag(Relation.Owner);
        return new(
            caller.Organisation,
            isOwner || opened,
            (relation & ~Relation.PermissionHolder) != Relation.None,
            opened || (isOwner && caller.Is(Role.TeamMember)));
    }

    /// <summary>What the organisation itself wrote it may read.</summary>
    public bool Reads(GivenStatement statement) => ReadsContent || (!ReadsAll && statement.AuthorOrganisation == Organisation);
}

/// <summary>Assessments as messages.</summary>
internal static class AssessmentView
{
    public static Assessment Of(ClientAssessment assessment, AssessmentReader reader, DateOnly today)
    {
        var message = Head(assessment, reader);
        message.Legs.AddRange(reader.ReadsTurns ? Legs(assessment, reader, today) : []);
        message.InformationMissing.AddRange(assessment.MissingParts);
        if (reader.ReadsAll || reader.ReadsPackage)
        {
            message.Information.AddRange(assessment.Parts.Select(part => ToMessage(part, reader)));
        }

        message.Statements.AddRange(
            assessment.Statements.Where(one => reader.ReadsAll || one.AuthorOrganisation == reader.Organisation).Select(one => ToMessage(one, reader)));
        if (reader.ReadsAll)
        {
            message.Applications.AddRange(assessment.Applications.Select(ToMessage));
        }

        return message;
    }

    /// <summary>A price in euros and cents.</summary>
    public static Money ToMoney(this long cents) => new() { CurrencyCode = "EUR", Units = cents / 100, Nanos = (int)(cents % 100) * 10_000_000 };

    private static Assessment Head(ClientAssessment assessment, AssessmentReader reader) => new()
    {
        AssessmentId = assessment.Id.ToString(),
        ClientId = assessment.Client.Id.ToString(),
        Organisation = assessment.Organisation,
        CaseId = assessment.CaseId?.ToString() ?? "",
        ReferralId = assessment.ReferralId?.ToString() ?? "",
        TaskId = assessment.TaskId?.ToString() ?? "",
        RepeatsAssessmentId = assessment.Repeats?.ToString() ?? "",
        Type = assessment.Type,
        Question = assessment.Question,
        State = assessment.State == AssessmentState.NotAttended && !reader.ReadsTurns ? AssessmentState.Ordered : assessment.State,
        Performer = assessment.Performer,
        Purchase = assessment.Purchase is { } purchase && (reader.ReadsAll || purchase.Provider == reader.Organisation) ? ToMessage(purchase) : null,
        InformationSentOn = assessment.SentOn?.ToDate(),
        Appointment = assessment.Appointment is { } appointment ? ToMessage(appointment) : null,
        MissedAppointments = reader.ReadsTurns ? assessment.MissedAppointments : 0,
        FollowUp = assessment.FollowUp is { } plan && reader.ReadsContent ? ToMessage(plan) : null,
        Outcome = reader.ReadsAll ? assessment.Outcome : "",
        EndReason = reader is { ReadsAll: true, ReadsTurns: true } ? assessment.EndReason : "",
        Withheld = reader is not { ReadsContent: true, ReadsTurns: true },
        Programme = assessment.Client.Programme,
        Etag = assessment.Etag,
        RecordedAt = assessment.RecordedAt.ToTimestamp(),
    };

    private static IEnumerable<AssessmentLeg> Legs(ClientAssessment assessment, AssessmentReader reader, DateOnly today) => assessment.Legs
        .Select((leg, i) => ToMessage(leg, i + 1, null, assessment, today))
        .Concat(assessment.Applications.Where(_ => reader.ReadsAll).Select(one => ToMessage(one.Leg, 0, one.Id, assessment, today)));

    private static AssessmentLeg ToMessage(Leg leg, int number, Guid? application, ClientAssessment assessment, DateOnly today) => new()
    {
        Number = number,
        Kind = leg.Kind,
        FromDay = leg.From.ToDate(),
        ToDay = leg.To?.ToDate(),
        BusinessDays = leg.WaitedOn(assessment.IsUnderWay ? today : leg.From),
        ApplicationId = application?.ToString() ?? "",
    };

    private static Purchase ToMessage(PurchaseOrder purchase) => new()
    {
        OrderNumber = purchase.OrderNumber,
        PaymentCommitment = purchase.PaymentCommitment,
        Provider = purchase.Provider,
        Price = purchase.PriceCents?.ToMoney(),
        ReportDueOn = purchase.ReportDueOn?.ToDate(),
    };

    private static InformationPart ToMessage(GivenPart part, AssessmentReader reader) => new()
    {
        Part = part.Part,
        GivenOn = part.GivenOn.ToDate(),
        Text = reader.ReadsContent || reader.ReadsPackage ? part.Text : "",
        SourceAssessmentId = part.Source?.ToString() ?? "",
        SituationId = part.Situation?.ToString() ?? "",
        SituationVersion = part.SituationVersion,
    };

    private static AssessmentAppointment ToMessage(Appointment appointment)
    {
        var message = new AssessmentAppointment
        {
            BookedOn = appointment.BookedOn.ToDate(),
            StartsAt = appointment.StartsAt?.ToTimestamp(),
            Mode = appointment.Mode,
            OfTask = appointment.OfTask,
        };
        message.Professions.AddRange(appointment.Professions);
        return message;
    }

    private static FollowUp ToMessage(JointPlan plan) =>
        new() { Text = plan.Text, Owner = plan.Owner, AgreedOn = plan.AgreedOn.ToDate(), ReviewOn = plan.ReviewOn.ToDate() };

    private static Statement ToMessage(GivenStatement statement, AssessmentReader reader)
    {
        var isOpen = reader.Reads(statement);
        var message = new Statement
        {
            StatementId = statement.Id.ToString(),
            Number = statement.Number,
            Type = statement.Type,
            Reference = isOpen ? statement.Reference : "",
            Author = isOpen ? statement.Author : "",
            AuthorOrganisation = statement.AuthorOrganisation,
            StatedOn = statement.StatedOn.ToDate(),
            Conclusion = isOpen ? statement.Conclusion : "",
            Sufficiency = statement.Sufficiency,
            InsufficiencyReason = statement.InsufficiencyReason,
            JudgedOn = statement.JudgedOn?.ToDate(),
            Withheld = !isOpen,
        };
        message.FunctionalLimits.AddRange(isOpen ? statement.FunctionalLimits : []);
        return message;
    }

    private static Application ToMessage(RestingApplication application) => new()
    {
        ApplicationId = application.Id.ToString(),
        Type = application.Type,
        Addressee = application.Addressee,
        State = application.State,
        FiledOn = application.FiledOn.ToDate(),
        Decision = application.Decision,
        DecidedOn = application.DecidedOn?.ToDate(),
        AppealedOn = application.AppealedOn?.ToDate(),
    };
}
