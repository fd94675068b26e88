namespace Tyokyky.EmployerRelations.UseCases;

/// <summary>Logs a contact with an employer; the first of all is told apart, also when several are logged at once.</summary>
[Access(Workers)]
internal sealed class LogEmployerContact(UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public async Task<LogEmployerContactResponse> Handle(LogEmployerContactRequest request, Call call)
    {
        CheckShape(request);

        var employer = await unitOfWork.LoadAsync(call, request, EmployerStore.ById(Guid.Parse(request.EmployerId)));
        if (call.Replay<LogEmployerContactResponse>() is { } done)
        {
            return done;
        }

        var contact = Compose(request, call, employer ?? throw EmployerErrors.Unknown());
        var contacted = employer.Contacted(contact.ContactedOn, contact.Organisation);

        var commit = unitOfWork.Commit(call, request).Guard(EmployerStore.Count(contact));
        if (contact.First)
        {
            commit.Guard(EmployerStore.InsertFirst(contact));
        }

        return await commit
            .Add(EmployerStore.Insert(contact))
            .Fact(FactOf(contact), contact.EmployerId.ToString())
            .SaveAsync(new LogEmployerContactResponse { ContactId = contact.Id.ToString(), First = contact.First, Employer = contacted.ToMessage() });
    }

    private void CheckShape(LogEmployerContactRequest request) => Check.Shape(check => check
        .Uuid("employer_id", request.EmployerId)
        .OptionalDay("contacted_on", request.ContactedOn)
        .Code("purpose", request.Purpose, "employer-contact-purpose", clock.CodeDay(request.ContactedOn))
        .Specified("mode", request.Mode)
        .Range("minutes", request.Minutes, 0, 1440)
        .MaxLength("note", request.Note, 2000));

    private EmployerContact Compose(LogEmployerContactRequest request, Call call, Employer employer) => new(
        Guid.CreateVersion7(time.GetUtcNow()),
        employer.Id,
        call.Caller.Organisation,
        request.Purpose,
        First: employer.ContactCount == 0,
        request.Mode,
        request.Minutes,
        clock.DayOrToday("contacted_on", request.ContactedOn),
        request.Note);

    private static EmployerContactLogged FactOf(EmployerContact contact) => new()
    {
        ContactId = contact.Id.ToString(),
        EmployerId = contact.EmployerId.ToString(),
        Organisation = contact.Organisation,
        Purpose = contact.Purpose,
        First = contact.First,
        Mode = contact.Mode,
        Minutes = contact.Minutes,
        ContactedOn = contact.ContactedOn.ToDate(),
    };
}
