using Google.Protobuf.WellKnownTypes;
using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Agreements;

/// <summary>Rows as contracts tell them.</summary>
internal static class AgreementMessages
{
    public static AgreedRow ToMessage(this Agreement row, DateOnly today) => new()
    {
        RowId = row.Id.ToString(),
        Area = row.Area,
        Kind = row.Kind,
        Key = row.Key,
        Content = row.Content(),
        None = row.IsNone,
        ValidFrom = row.ValidFrom.ToDate(),
        ValidTo = row.ValidTo?.ToDate(),
        Source = row.Source,
        Status = row.StatusOn(today),
        KnownFrom = row.KnownFrom.ToTimestamp(),
        KnownTo = row.KnownTo?.ToTimestamp(),
        RecordedBy = row.RecordedBy,
        Etag = row.KnownTo is null ? row.Etag : "",
    };

    public static AgreedRow ToMessage(this AgreedDefault row, string kind) => new()
    {
        Kind = kind,
        Key = row.Key,
        Content = row.Content,
        ValidFrom = row.Days.From?.ToDate(),
        ValidTo = row.Days.To?.ToDate(),
        Source = row.Source,
        Status = AgreedRowStatus.InForce,
    };

    /// <summary>The content as it is kept: JSON, so that a row can be read without the program.</summary>
    public static string Text(AgreedContent content) => JsonFormatter.Default.Format(content);
}
