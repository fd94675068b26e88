namespace Tyokyky.EmployerRelations.Employers;

/// <summary>Logs a contact with an employer; the first of all is told apart, also when several are logged at once.</summary>
[Access(Workers)]
internal sealed class LogEmployerContact(UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(LogEmployerContactRequest request, Check check) =>
        check.OptionalCode("purpose", request.Purpose, "employer-contact-purpose", clock.CodeDay(request.ContactedOn));

    public Task<LogEmployerContactResponse> Handle(LogEmployerContactRequest request, Call call)
    {
        return unitOfWork
            .Load(
                request,
                call,
                EmployerStore.ById(Guid.Parse(request.EmployerId)).Unguarded("the count asks again whether it may be, and of first contacts one inserts"))
            .ForEveryone()
            .WriteAsync((found, commit) =>
            {
                var employer = found ?? throw EmployerErrors.Unknown();
                var contact = Compose(request, call, employer);
                var contacted = employer.Contacted(contact.ContactedOn, contact.Organisation).At(employer.Version + 1);

                commit.Guard(EmployerStore.Count(contact));
                if (contact.First) { commit.Guard(EmployerStore.InsertFirst(contact)); }
                commit.Add(EmployerStore.EmployerContactRow.Insert(contact)).Fact(FactOf(contact), contact.EmployerId.ToString());
                return ValueTask.FromResult(
                    new LogEmployerContactResponse { ContactId = contact.Id.ToString(), First = contact.First, Employer = contacted.ToMessage() });
            });
    }

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
