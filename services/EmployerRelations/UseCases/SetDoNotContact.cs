namespace Tyokyky.EmployerRelations.UseCases;

/// <summary>Records that an employer asked not to be contacted, or that it may be again.</summary>
[Access(Workers)]
internal sealed class SetDoNotContact(UnitOfWork unitOfWork, IBusinessClock clock)
{
    public async Task<SetDoNotContactResponse> Handle(SetDoNotContactRequest request, Call call)
    {
        var employer = await unitOfWork.LoadAsync(call, request, EmployerStore.ById(Guid.Parse(request.EmployerId)));
        if (call.Replay<SetDoNotContactResponse>() is { } done)
        {
            return done;
        }

        call.MustMatch(request.Etag, (employer ?? throw EmployerErrors.Unknown()).Etag);
        var (changed, transition) = employer.SetDoNotContact(request.DoNotContact, clock.Now, request.Note);

        return await unitOfWork.Commit(call, request)
            .Guard(EmployerStore.UpdateDoNotContact(changed))
            .Transition(transition)
            .SaveAsync(new SetDoNotContactResponse { Employer = changed.ToMessage() });
    }
}
