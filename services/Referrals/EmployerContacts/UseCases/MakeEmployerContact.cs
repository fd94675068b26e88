using Google.Protobuf.WellKnownTypes;

namespace Tyokyky.Referrals.UseCases;

/// <summary>Makes an employer's contact. Nothing in the answer depends on who the employee is.</summary>
[Access(Role.Employer)]
internal sealed class MakeEmployerContact(ClientRegistration registration, ClientStore clients, OrganisationStore organisations, UnitOfWork unitOfWork, Database database, TimeProvider time, IBusinessClock clock)
{
    public const string ExpiryKind = "employer-contact-expiry";

    private const string Service = "coordination";

    public async Task<MakeEmployerContactResponse> Handle(MakeEmployerContactRequest request, Call call)
    {
        CheckShape(request);
        var code = request.PersonalIdentityCode.Length == 0 ? null : registration.Code(request.PersonalIdentityCode, "personal_identity_code");

        await unitOfWork.LoadAsync(call, request);
        if (call.Replay<MakeEmployerContactResponse>() is { } done)
        {
            return done;
        }

        var receiver = await organisations.RequireOfferAsync(request.Receiver, Service, call.Cancel);
        var known = code is null ? null : await database.OneAsync(clients.ByCode(code, "", ""), call.Cancel);
        var contact = new EmployerContact
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Employer = call.Caller.Organisation,
            EmployerName = request.EmployerName,
            Receiver = receiver.Id,
            ClientId = known?.ClientId,
            Topic = request.Topic,
            Employee = new EmployedPerson(request.Employee.GivenNames, request.Employee.FamilyName, request.Employee.Phone, request.Employee.Email, request.Employee.ContactLanguage),
            MadeAt = clock.Now,
            ConfirmBy = TimeLimits.LastDay("employer-contact-confirmation", clock.Today),
        };

        var commit = unitOfWork.Commit(call, request);
        if (contact.ClientId is { } client)
        {
            commit.LogChange(client, contact.ObjectType, contact.Id);
        }

        return await commit
            .Add(EmployerContactStore.Insert(contact))
            .Transition(new Transition(contact.ObjectType, contact.Id, "", StateCode.Of(contact.Status), contact.MadeAt))
            .Due(ExpiryKind, contact.Id.ToString(), FinnishTime.StartOf(contact.ConfirmBy.AddDays(1)))
            .Fact(new EmployerContactMade { ContactId = contact.Id.ToString(), Receiver = contact.Receiver, Topic = contact.Topic, MadeAt = contact.MadeAt.ToTimestamp() }, contact.Id.ToString())
            .SaveAsync(new MakeEmployerContactResponse { ReceivedAt = contact.MadeAt.ToTimestamp() });
    }

    private void CheckShape(MakeEmployerContactRequest request) => Check.Shape(check => check
        .Required("receiver", request.Receiver)
        .Required("employer_name", request.EmployerName).MaxLength("employer_name", request.EmployerName, 200)
        .Required("employee", request.Employee)
        .Within("employee", request.Employee, (each, employee) => each
            .Required("given_names", employee.GivenNames).MaxLength("given_names", employee.GivenNames, 200)
            .Required("family_name", employee.FamilyName).MaxLength("family_name", employee.FamilyName, 200)
            .MaxLength("phone", employee.Phone, 50)
            .MaxLength("email", employee.Email, 200)
            .That(employee.Phone.Length + employee.Email.Length > 0, "phone", "FIELD_REQUIRED", "a telephone number, when there is no email address")
            .Code("contact_language", employee.ContactLanguage, "language", clock.Today))
        .Code("topic", request.Topic, "employer-contact-topic", clock.Today)
        .That(request.EmployeeTold, "employee_told", "EMPLOYEE_NOT_TOLD", "true: the employee knows of the contact"));
}
