namespace Tyokyky.EmployerRelations.Employers;

/// <summary>
/// Coaches' contacts come into the one log as they were last told, also with an employer that asked not to be contacted: they have happened. They are
/// told to nobody again, since coaching told them to everybody.
/// </summary>
internal sealed class CoachContacts : IReactions
{
    public FactReactions From(string source) => source switch
    {
        "coaching" => FactReactions
            .To<CoachEmployerContactLogged>("LogContactWhenCoachLogged", (fact, tx, cancel) => PutAsync(fact.Message, tx, cancel))
            .On<CoachEmployerContactCorrected>("CorrectContactWhenCoachCorrected", (fact, tx, cancel) => PutAsync(fact.Message.Contact, tx, cancel))
            .On<CoachEmployerContactEnteredInError>("TakeBackContactWhenCoachMistaken", (fact, tx, _) => TakeBackAsync(fact.Message, tx))
            .On<CoachEmployerContactFirstChanged>("SetFirstWhenCoachFirstChanged", (fact, tx, _) => SetFirstAsync(fact.Message, tx)),
        _ => FactReactions.None,
    };

    private static async Task PutAsync(CoachEmployerContactLogged told, FactTransaction tx, CancellationToken cancel)
    {
        var contact = new EmployerContact(
            Guid.Parse(told.ContactId), Guid.Parse(told.EmployerId), told.Organisation, told.Purpose, First: false, told.Mode, told.Minutes,
            told.ContactedOn.ToDay(), Note: "")
        {
            Programme = told.Programme,
            ByCoach = true,
            FirstOfCoaches = told.First,
        };
        // Facts of two employers come in any order: here it may still be with the one before.
        var before = await tx.OneAsync(EmployerStore.EmployerOf(contact.Id), cancel) ?? contact.EmployerId;
        await tx.Commit().Add(EmployerStore.Put(contact)).Recount(before, contact.EmployerId).SaveAsync();
    }

    private static Task TakeBackAsync(CoachEmployerContactEnteredInError told, FactTransaction tx)
    {
        var employer = Guid.Parse(told.EmployerId);
        return tx.Commit().Add(EmployerStore.TakeBack(Guid.Parse(told.ContactId), employer)).Recount(employer).SaveAsync();
    }

    private static Task SetFirstAsync(CoachEmployerContactFirstChanged told, FactTransaction tx) =>
        tx.Commit().Add(EmployerStore.SetFirstOfCoaches(Guid.Parse(told.ContactId), Guid.Parse(told.EmployerId), told.First)).SaveAsync();
}
