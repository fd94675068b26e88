using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Programmes;

/// <summary>A version of a programme's card: saved once, never changed; a correction is the next one.</summary>
internal sealed record CardVersion(
    string Programme, int Number, CardDetails Details, string[] Changed, DateTimeOffset SavedAt, string SavedBy, string Note)
{
    public Etag Etag => Etag.Of(Number);

    /// <summary>The version after the one before, which may be none.</summary>
    public static CardVersion After(CardVersion? before, Programme programme, CardDetails details, string[] changed, string note)
    {
        details.RequireFit(programme);
        if (before is not null && changed.Length == 0) { throw ProgrammeErrors.CardUnchanged(); }
        if (before is not null && note.Length == 0) { throw ProgrammeErrors.NoteMissing(); }
        return new(programme.Code, (before?.Number ?? 0) + 1, details, changed, default, "", note);
    }

    /// <summary>Who runs the programme and its registered partners see all of the card.</summary>
    public static Relation RelationOf(Programme programme, CardVersion? latest, Caller caller) => caller.OwnOrganisation() is not { Length: > 0 } own
        ? Relation.None
        : (own == programme.Organisation ? Relation.Owner : Relation.None)
            | (latest?.Details.HasPartner(own) == true ? Relation.NamedParticipant : Relation.None);
}
