namespace Tyokyky.JobCoaching.QualityCriteria;

/// <summary>Sets, reviews and what operations tell, as messages.</summary>
internal static class QualityMessages
{
    public static QualitySet ToMessage(this CriteriaSet set) => new()
    {
        Set = set.Code,
        Version = set.Edition,
        Name = set.Name.ToMessage(),
        About = set.About.ToMessage(),
        ValidFrom = set.ValidFrom.ToDate(),
        ValidTo = set.ValidTo?.ToDate(),
        Source = set.Source,
        Items = { set.Items.Select(ToMessage) },
        Bands = { set.Bands.Select(band => new QualityBand { Band = band.Code, FromTotal = band.FromTotal, Confidence = band.Confidence }) },
    };

    /// <summary>In lists without the items.</summary>
    public static QualityReview ToMessage(this Review review, CriteriaSet set, bool whole = true)
    {
        var message = new QualityReview
        {
            ReviewId = review.Id.ToString(),
            Organisation = review.Organisation,
            Unit = review.Unit,
            Set = review.Set,
            Version = review.Edition,
            FromDay = review.FromDay.ToDate(),
            ToDay = review.ToDay.ToDate(),
            State = review.State,
            StartedOn = review.StartedOn.ToDate(),
            FinishedOn = review.FinishedOn?.ToDate(),
            Scored = review.Scores.Count(score => score.Applies),
            NotApplicable = review.Scores.Count(score => !score.Applies),
            ErrorReason = review.ErrorReason,
            Etag = review.Etag,
        };
        if (review.Total(set) is { } total)
        {
            message.Total = total.Total;
            message.HighestTotal = total.Highest;
            message.Band = total.Band;
        }

        if (whole)
        {
            message.Scores.AddRange(review.Scores.Select(score => score.ToMessage(set)));
            message.MissingItems.AddRange(review.Missing(set));
        }

        return message;
    }

    public static QualityMeasureResult ToMessage(this Measured measured, Criterion criterion)
    {
        var score = measured.Judge(criterion);
        return new QualityMeasureResult
        {
            Item = criterion.Item,
            Measure = measured.Measure,
            Computable = measured.IsComputable,
            NotComputableReason = measured.NotComputable,
            Numerator = measured.Numerator,
            Denominator = measured.Denominator,
            N = measured.N,
            ValueThousandths = measured.ValueThousandths,
            Missing = measured.Missing,
            CountingRules = { measured.CountingRules },
            RequirementsMet = { measured.Met },
            Score = score.Score,
            NextScore = score.Next,
            NextLimitThousandths = score.NextLimitThousandths,
            DistanceThousandths = score.DistanceThousandths,
            NextRequirement = score.NextRequirement,
            Parts =
            {
                measured.Parts.Select(part => new QualityMeasurePart { Part = part.Part, Numerator = part.Numerator, Denominator = part.Denominator }),
            },
        };
    }

    private static QualityText ToMessage(this Words words) => new() { Fi = words.Fi, Sv = words.Sv, En = words.En };

    private static QualityItem ToMessage(Criterion criterion) => new()
    {
        Item = criterion.Item,
        Section = criterion.Section,
        Name = criterion.Name.ToMessage(),
        Anchors = { criterion.Anchors.Select(ToMessage) },
        Evidence = { criterion.Evidence },
        Measure = criterion.Measure,
        Confidence = criterion.Confidence,
    };

    private static QualityAnchor ToMessage(Anchor anchor)
    {
        var message = new QualityAnchor { Score = anchor.Score, Text = anchor.Text.ToMessage() };
        if (anchor.LimitThousandths is { } limit)
        {
            message.LimitThousandths = limit;
            message.AtLeast = anchor.AtLeast;
            message.Requirement = anchor.Requirement;
        }

        return message;
    }

    private static QualityItemScore ToMessage(this ItemScore score, CriteriaSet set) => new()
    {
        Item = score.Item,
        Score = score.Score,
        NotApplicableReason = score.NotApplicable,
        NotApplicableText = score.NotApplicableText,
        Evidence = { score.Evidence.Select(one => new QualityEvidence { Type = one.Type, Text = one.Text }) },
        Scorer = score.Scorer,
        ScoredOn = score.ScoredOn.ToDate(),
        TakenOver = score.TakenOver?.ToMessage(set.Find(score.Item)!),
    };
}
