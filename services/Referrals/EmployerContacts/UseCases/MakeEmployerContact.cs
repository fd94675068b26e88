using Google.Protobuf.WellKnownTypes;
using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.EmployerContacts;

/// <summary>Makes an employer's contact. Nothing in the answer depends on who the employee is.</summary>
[Access(Role.Employer)]
internal sealed class MakeEmployerContact(
    EmployerContactKind contacts, ClientRegistration registration, ClientStore clients, OrganisationStore organisations, AgreedRows agreements,
    UnitOfWork unitOfWork, Database database, TimeProvider time, IBusinessClock clock)
{
    private const string Service = "coordination";

    public void Validate(MakeEmployerContactRequest request, Check check) => check
        .Within("employee", request.Employee, (each, employee) => each
            .That(employee.Phone.Length + employee.Email.Length > 0, "phone", "FIELD_REQUIRED", "a telephone number, when there is no email address")
            .OptionalCode("contact_language", employee.ContactLanguage, "language", clock.Today))
        .OptionalCode("topic", request.Topic, "employer-contact-topic", clock.Today)
        .That(request.EmployeeTold, "employee_told", "EMPLOYEE_NOT_TOLD", "true: the employee knows of the contact");

    public Task<MakeEmployerContactResponse> Handle(MakeEmployerContactRequest request, Call call)
    {
        var code = request.PersonalIdentityCode.Length == 0 ? null : registration.Code(request.PersonalIdentityCode, "personal_identity_code");

        return unitOfWork.Load(request, call).ForEveryone().WriteAsync(async (_, commit) =>
        {
            var receiver = await organisations.RequireOfferAsync(request.Receiver, Service, call.Cancel, serviceField: "receiver");
            var known = code is null ? null : await database.OneAsync(clients.ByCode(code, "", ""), call.Cancel);
            var employee = request.Employee;
            var area = await agreements.OfOrganisationAsync(commit, receiver.Id);
            var contact = new EmployerContact
            {
                Id = Guid.CreateVersion7(time.GetUtcNow()),
                Employer = call.Caller.Organisation,
                EmployerName = request.EmployerName,
                Receiver = receiver.Id,
                ClientId = known?.ClientId,
                Topic = request.Topic,
                Employee = new EmployedPerson(employee.GivenNames, employee.FamilyName, employee.Phone, employee.Email, employee.ContactLanguage),
                MadeAt = clock.Now,
                ConfirmBy = TimeLimits.LastDay("employer-contact-confirmation", clock.Today, area),
            };

            var transition = new Transition(contact.ObjectType, contact.Id, "", StateCode.Of(contact.Status), contact.MadeAt);
            await contacts.ApplyAsync(commit, null, (contact, transition));
            return new MakeEmployerContactResponse { ReceivedAt = contact.MadeAt.ToTimestamp() };
        });
    }
}
