namespace Tyokyky.Referrals.UseCases;

/// <summary>Creates an entry as a draft.</summary>
[Access(Workers | Role.Manager | Role.Operator)]
internal sealed class CreateDirectoryEntry(DirectoryView view, OrganisationStore organisations, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(CreateDirectoryEntryRequest request, Check check) => check.Details("details", request.Details, clock.Today);

    public async Task<CreateDirectoryEntryResponse> Handle(CreateDirectoryEntryRequest request, Call call)
    {
        await unitOfWork.LoadAsync(call, request);
        if (call.Replay<CreateDirectoryEntryResponse>() is { } done)
        {
            return done;
        }

        var kind = await organisations.ProviderKindAsync(request.Details, call);
        // What an operator creates is kept by whoever operates the suite.
        var isOperators = call.Role == Role.Operator;
        var entry = new DirectoryEntry
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            State = DirectoryEntryState.Draft,
            Details = request.Details.ToDomain(kind),
            MaintainerOrganisation = isOperators ? "" : call.Caller.Organisation,
            Maintainer = request.Maintainer.Length > 0 || isOperators ? request.Maintainer : call.ActingUser ?? call.Caller.Subject,
            UpdatedOn = clock.Today,
        };

        return await unitOfWork.Commit(call, request)
            .Add(DirectoryStore.Insert(entry, await organisations.NameAsync(entry.Details.Provider, call.Cancel)))
            .Transition(new Transition(entry.ObjectType, entry.Id, "", "draft", FinnishTime.StartOf(clock.Today)))
            .SaveAsync(new CreateDirectoryEntryResponse { Entry = await view.Of(entry, call) });
    }
}
