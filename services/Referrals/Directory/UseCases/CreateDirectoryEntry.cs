using Tyokyky.Referrals.Organisations;

namespace Tyokyky.Referrals.Directory;

/// <summary>Creates an entry as a draft.</summary>
[Access(Workers | Role.Manager | Role.Operator)]
internal sealed class CreateDirectoryEntry(
    DirectoryEntryKind entries, DirectoryView view, OrganisationStore organisations, UnitOfWork unitOfWork, TimeProvider time, IBusinessClock clock)
{
    public void Validate(CreateDirectoryEntryRequest request, Check check) => check.Details(request.Details, clock.Today);

    public Task<CreateDirectoryEntryResponse> Handle(CreateDirectoryEntryRequest request, Call call)
    {
        return unitOfWork
            .Load(request, call)
            .ForEveryone()
            .WriteAsync(async (_, commit) =>
            {
                var draft = Draft(request, call, await organisations.ProviderKindAsync(request.Details, call));
                var transition = new Transition(draft.ObjectType, draft.Id, "", "draft", FinnishTime.StartOf(clock.Today));
                var entry = await entries.ApplyAsync(commit, null, (draft, transition));
                return new CreateDirectoryEntryResponse { Entry = await view.Of(entry, call) };
            });
    }

    // What an operator creates is kept by whoever operates the suite.
    private DirectoryEntry Draft(CreateDirectoryEntryRequest request, Call call, string providerKind)
    {
        var isOperators = call.Role == Role.Operator;
        return new DirectoryEntry
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            State = DirectoryEntryState.Draft,
            Details = request.Details.ToDomain(providerKind),
            MaintainerOrganisation = isOperators ? "" : call.Caller.Organisation,
            Maintainer = request.Maintainer.Length > 0 || isOperators ? request.Maintainer : call.ActingUser ?? call.Caller.Subject,
            UpdatedOn = clock.Today,
        };
    }
}
