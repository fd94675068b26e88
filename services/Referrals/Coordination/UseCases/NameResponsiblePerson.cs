using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Common;
using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Coordination;

/// <summary>Names a person for a role for a client, with the agreed task.</summary>
[Access(Workers, Known)]
internal sealed class NameResponsiblePerson(
    ResponsibilityKind responsibilities, ResponsibilityView view, OrganisationStore organisations, Database database, UnitOfWork unitOfWork,
    TimeProvider time, IBusinessClock clock)
{
    public void Validate(NameResponsiblePersonRequest request, Check check) => check
        .OptionalCode("role", request.Role, "responsible-role", clock.CodeDay(request.FromDay))
        .OptionalPeriod(request.FromDay, request.ToDay);

    public Task<NameResponsiblePersonResponse> Handle(NameResponsiblePersonRequest request, Call call)
    {
        var clientId = Guid.Parse(request.ClientId);

        return unitOfWork
            .Load(
                request,
                call,
                ClientTieStore.Of(clientId, call.Caller, clock.Today).Unguarded("who may is judged when the call is made"),
                ClientStore.Own(clientId, call.Caller.Organisation).Unguarded("the fact tells what was known of the client when it was recorded"),
                ClientStore.OfReferrer(clientId, call.Caller.Organisation).Unguarded("the same of the referrer's record"),
                (ties, own, referrers) => (Ties: ties!, Record: own ?? referrers))
            .Authorize(_ => new AuditSubject(clientId, "responsibility", ""), found => found.Ties.RelationOf(call.Caller))
            .WriteAsync(async (found, commit) =>
            {
                var person = await NameAsync(request, call);
                await RequireNoneOpenAsync(commit, person);
                var transition = new Transition(person.ObjectType, person.Id, "", StateCode.Of(person.Acceptance), FinnishTime.StartOf(person.FromDay));
                await responsibilities.ApplyAsync(commit, null, (person, transition));
                commit.Fact(FactOf(person, found.Record), clientId.ToString());
                return new NameResponsiblePersonResponse { Person = await view.Of(person, call) };
            });
    }

    private async Task<ResponsiblePerson> NameAsync(NameResponsiblePersonRequest request, Call call)
    {
        var organisation = request.Organisation.Length > 0
            ? (await organisations.RequireAsync("organisation", request.Organisation, call.Cancel)).Id
            : call.Caller.Organisation;
        var from = clock.DayOrToday("from_day", request.FromDay);
        return new ResponsiblePerson
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            ClientId = Guid.Parse(request.ClientId),
            Role = request.Role,
            Worker = request.Worker,
            WorkerName = request.WorkerName,
            Organisation = organisation,
            AgreedTask = request.AgreedTask,
            FromDay = from,
            ToDay = request.ToDay?.ToDay(),
            Acceptance = request.ClientAccepted ? ClientAcceptance.Accepted : ClientAcceptance.Pending,
            AcceptedOn = request.ClientAccepted ? from : null,
            NamedBy = call.Caller.Organisation,
            RecordedAt = time.GetUtcNow(),
        };
    }

    // The index holds it for one id; the client may have another.
    private async Task RequireNoneOpenAsync(Commit commit, ResponsiblePerson person)
    {
        if (person.ToDay is not null)
        {
            return;
        }

        if (await database.OneAsync(ResponsibilityStore.Has(person.ClientId, person.Role, person.Worker), commit.Call.Cancel))
        {
            throw ResponsibilityErrors.AlreadyResponsible();
        }

        commit
            .Lock(ClientLocks.Change(ClientLocks.Responsibility, person.ClientId))
            .GuardAbsence(ResponsibilityStore.OpenOf(person.ClientId, person.Role, person.Worker));
    }

    // A case manager's organisation may have no record of its own, nor a referral: then no more is told than the id.
    private static ResponsiblePersonNamed FactOf(ResponsiblePerson person, ClientRecord? record) => new()
    {
        ResponsibilityId = person.Id.ToString(),
        Client = record is not null
            ? Facets.Of(record, person.FromDay)
            : Facets.Of(person.ClientId.ToString(), Contracts.Common.V1.AgeBand.Unknown, Municipality.Unknown, "", ClientBackground.Unknown),
        Role = person.Role,
        Organisation = person.Organisation,
        FromDay = person.FromDay.ToDate(),
        ToDay = person.ToDay?.ToDate(),
        ClientAccepted = person.Acceptance == ClientAcceptance.Accepted,
    };
}
