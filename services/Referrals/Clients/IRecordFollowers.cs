namespace Tyokyky.Referrals.Clients;

/// <summary>
/// What was begun before a record was changed follows it: facts go on by what the record says now. What that is, the capabilities know that build on
/// this one (CapabilitiesTogether).
/// </summary>
internal interface IRecordFollowers
{
    /// <summary>A non-disclosure (turvakielto) was ordered: no further fact, nor one of the client's own referral, carries what tells who it is.</summary>
    void Hide(Commit commit, ClientRecord record);

    /// <summary>The day of birth was corrected: further facts tell the age by that one.</summary>
    void Correct(Commit commit, ClientRecord record, DateOnly born);
}
