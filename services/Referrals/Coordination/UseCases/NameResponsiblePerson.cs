namespace Tyokyky.Referrals.UseCases;

/// <summary>Names a person for a role for a client, with the agreed task.</summary>
[Access(Workers, Known)]
internal sealed class NameResponsiblePerson(ResponsibilityView view, OrganisationStore organisations, Database database, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(NameResponsiblePersonRequest request, Check check) => check
        .OptionalCode("role", request.Role, "responsible-role", clock.CodeDay(request.FromDay))
        .OptionalPeriod(request.FromDay, request.ToDay);

    public async Task<NameResponsiblePersonResponse> Handle(NameResponsiblePersonRequest request, Call call)
    {
        var clientId = Guid.Parse(request.ClientId);

        var (ties, own, referrers) = await unitOfWork.LoadAsync(
            call, request, CoordinationStore.TiesTo(clientId, call.Caller, clock.Today), ClientStore.Own(clientId, call.Caller.Organisation), ClientStore.OfReferrer(clientId, call.Caller.Organisation));
        call.SetAuditSubject(request.ClientId, "responsibility", "");
        call.Authorize(ties?.RelationOf(call.Caller));
        if (call.Replay<NameResponsiblePersonResponse>() is { } done)
        {
            return done;
        }

        var organisation = request.Organisation.Length > 0 ? (await organisations.RequireAsync("organisation", request.Organisation, call.Cancel)).Id : call.Caller.Organisation;
        // The index holds it for one id; the client may have another.
        if (request.ToDay is null && await database.OneAsync(ResponsibilityStore.Has(clientId, request.Role, request.Worker), call.Cancel))
        {
            throw ResponsibilityErrors.AlreadyResponsible();
        }

        var from = clock.DayOrToday("from_day", request.FromDay);
        var person = new ResponsiblePerson
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            ClientId = clientId,
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

        // A case manager's organisation may have no record of its own, nor a referral: then no more is told than the id.
        var facets = (own ?? referrers) is { } record ? Facets.Of(record, from) : new ClientFacets { ClientId = clientId.ToString(), AgeBand = Contracts.Common.V1.AgeBand.Unknown, Municipality = Municipality.Unknown };
        return await unitOfWork.Commit(call, request)
            .Add(ResponsibilityStore.Insert(person))
            .OnViolation(ResponsibilityStore.OpenIndex, ResponsibilityErrors.AlreadyResponsible)
            .Transition(new Transition(person.ObjectType, person.Id, "", StateCode.Of(person.Acceptance), FinnishTime.StartOf(from)))
            .Fact(
                new ResponsiblePersonNamed
                {
                    ResponsibilityId = person.Id.ToString(),
                    Client = facets,
                    Role = person.Role,
                    Organisation = person.Organisation,
                    FromDay = person.FromDay.ToDate(),
                    ToDay = person.ToDay?.ToDate(),
                    ClientAccepted = request.ClientAccepted,
                },
                clientId.ToString())
            .LogChange(clientId, person.ObjectType, person.Id)
            .SaveAsync(new NameResponsiblePersonResponse { Person = await view.Of(person, call) });
    }
}
