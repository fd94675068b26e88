namespace Tyokyky.WorkAbilityTeam.Measurements;

/// <summary>Measurements as messages.</summary>
internal static class MeasurementMessages
{
    /// <summary>Values are the client's, and the team members' who measure.</summary>
    public static bool ReadsValues(Caller caller, Relation relation) =>
        relation.HasFlag(Relation.Client) || (relation.HasFlag(Relation.Owner) && caller.Is(Role.TeamMember));

    public static EnteredValue[] ToValues(this IEnumerable<ScaleValue> values) =>
        [.. values.Select(value => new EnteredValue(value.Scale, value.ValueHundredths))];

    public static Measurement ToMessage(this ClientMeasurement measurement, bool readsValues)
    {
        var message = new Measurement
        {
            MeasurementId = measurement.Id.ToString(),
            ClientId = measurement.Client.Id.ToString(),
            Organisation = measurement.Organisation,
            CaseId = measurement.CaseId.ToString(),
            Instrument = measurement.Instrument,
            Version = measurement.Edition,
            Phase = measurement.Phase,
            State = measurement.State,
            Owner = measurement.Owner,
            DueOn = measurement.DueOn.ToDate(),
            NextAttemptOn = measurement.NextAttemptOn?.ToDate(),
            EndedOn = measurement.EndedOn?.ToDate(),
            Rater = measurement.Rater,
            ErrorReason = measurement.ErrorReason,
            Withheld = !readsValues,
            Etag = measurement.Etag,
        };
        message.Attempts.AddRange(
            measurement.Attempts.Select(attempt => new MeasurementAttempt { OnDay = attempt.On.ToDate(), Mode = attempt.Mode, Reached = attempt.Reached }));
        message.GoalIds.AddRange(measurement.GoalIds.Select(id => id.ToString()));
        if (readsValues)
        {
            message.Values.AddRange(measurement.Values.Select(value => new ScaleValue { Scale = value.Scale, ValueHundredths = value.Hundredths }));
        }

        return message;
    }

    public static MeasurementChange ToMessage(this MeasurementPair pair) => new()
    {
        Instrument = pair.Later.Instrument,
        Version = pair.Later.Edition,
        Scale = pair.Scale,
        BaselineMeasurementId = pair.Baseline.Id.ToString(),
        MeasurementId = pair.Later.Id.ToString(),
        Phase = pair.Later.Phase,
        BaselineNormTenths = pair.Change.FromTenths,
        NormTenths = pair.Change.ToTenths,
        ChangeTenths = pair.Change.ChangeTenths,
        Direction = pair.Change.Direction,
        Reliable = pair.Change.IsReliable,
        AnsweredOn = pair.Later.EndedOn!.Value.ToDate(),
    };

    public static Instrument ToMessage(this InstrumentVersion version, IEnumerable<Scale> scales)
    {
        var message = new Instrument
        {
            Instrument_ = version.Code,
            Version = version.Edition,
            Owner = version.Owner,
            Licence = version.Licence,
            Attempts = version.Attempts,
            AttemptBusinessDays = version.AttemptBusinessDays,
            ValidFrom = version.ValidFrom.ToDate(),
            ValidTo = version.ValidTo?.ToDate(),
            Source = version.Source,
        };
        message.FollowUpMonths.AddRange(version.FollowUpMonths);
        message.Scales.AddRange(scales.Where(scale => scale.Instrument == version.Code && scale.Edition == version.Edition).Select(scale => new InstrumentScale
        {
            Scale = scale.Code,
            MinHundredths = scale.MinHundredths,
            MaxHundredths = scale.MaxHundredths,
            HigherIsBetter = scale.HigherIsBetter,
            ThresholdHundredths = scale.ThresholdHundredths,
            Source = scale.Source,
        }));
        return message;
    }

    public static ResearchConsent ToMessage(this ConsentToResearch consent) => new()
    {
        ConsentId = consent.Id.ToString(),
        ClientId = consent.ClientId.ToString(),
        Organisation = consent.Organisation,
        GivenOn = consent.GivenOn.ToDate(),
        WithdrawnOn = consent.WithdrawnOn?.ToDate(),
        Etag = consent.Etag,
    };

    public static ExternalResult ToMessage(this ReferredResult result) => new()
    {
        ResultId = result.Id.ToString(),
        ClientId = result.ClientId.ToString(),
        CaseId = result.CaseId.ToString(),
        System = result.System,
        Reference = result.Reference,
        ResultOn = result.ResultOn.ToDate(),
    };
}
