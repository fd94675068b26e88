namespace Tyokyky.EmployerRelations.Employers;

/// <summary>Records that an employer asked not to be contacted, or that it may be again.</summary>
[Access(Workers)]
internal sealed class SetDoNotContact(UnitOfWork unitOfWork, IBusinessClock clock)
{
    public Task<SetDoNotContactResponse> Handle(SetDoNotContactRequest request, Call call)
    {
        return unitOfWork
            .Load(request, call, EmployerStore.ById(Guid.Parse(request.EmployerId)).Fenced(EmployerStore.EmployerRow.Fence))
            .ForEveryone()
            .Match(employer => (employer ?? throw EmployerErrors.Unknown()).Etag)
            .WriteAsync((employer, commit) =>
            {
                var (changed, transition) = employer!.SetDoNotContact(request.DoNotContact, clock.Now, request.Note);

                commit.Change(employer, EmployerStore.EmployerRow.Update(changed)).Transition(transition);
                return ValueTask.FromResult(new SetDoNotContactResponse { Employer = changed.At(employer.Version + 1).ToMessage() });
            });
    }
}
