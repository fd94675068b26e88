namespace Tyokyky.Referrals.UseCases;

/// <summary>Opens a programme of the caller's organisation.</summary>
[Access(Role.Manager)]
internal sealed class OpenProgramme(ProgrammeView view, UnitOfWork unitOfWork, IBusinessClock clock)
{
    public static void Validate(OpenProgrammeRequest request, Check check) => check
        .Programme("programme", request.Programme)
        .OptionalPeriod(request.FromDay, request.ToDay);

    public async Task<OpenProgrammeResponse> Handle(OpenProgrammeRequest request, Call call)
    {
        var before = await unitOfWork.LoadAsync(call, request, ProgrammeStore.ByCode(request.Programme));
        if (call.Replay<OpenProgrammeResponse>() is { } done)
        {
            return done;
        }

        if (before is not null)
        {
            throw ProgrammeErrors.Exists();
        }

        var programme = new Programme(request.Programme, request.Name, call.Caller.Organisation, request.Funder, request.FromDay?.ToDay() ?? clock.Today, request.ToDay?.ToDay(), null, 1);

        return await unitOfWork.Commit(call, request)
            .Add(ProgrammeStore.Insert(programme))
            .OnViolation(ProgrammeStore.PrimaryKey, ProgrammeErrors.Exists)
            .Fact(
                new ProgrammeOpened { Programme = programme.Code, Organisation = programme.Organisation, FromDay = programme.FromDay.ToDate(), ToDay = programme.ToDay?.ToDate() },
                programme.Code)
            .SaveAsync(new OpenProgrammeResponse { Programme = await view.Of(programme, call) });
    }
}
