using Tyokyky.Referrals.Clients;
using Tyokyky.Referrals.Common;

namespace Tyokyky.Referrals.Programmes;

/// <summary>Opens a programme of the caller's organisation.</summary>
[Access(Role.Manager)]
internal sealed class OpenProgramme(ProgrammeView view, UnitOfWork unitOfWork, IBusinessClock clock)
{
    public static void Validate(OpenProgrammeRequest request, Check check) => check
        .Programme("programme", request.Programme)
        .OptionalPeriod(request.FromDay, request.ToDay);

    public Task<OpenProgrammeResponse> Handle(OpenProgrammeRequest request, Call call)
    {
        return unitOfWork
            .Load(request, call, ProgrammeStore.ByCode(request.Programme).Unguarded("the primary key holds that there is none"))
            .ForEveryone()
            .WriteAsync(async (before, commit) =>
            {
                if (before is not null)
                {
                    throw ProgrammeErrors.Exists();
                }

                var programme = new Programme(
                    request.Programme, request.Name, call.Caller.Organisation, request.Funder,
                    request.FromDay?.ToDay() ?? clock.Today, request.ToDay?.ToDay(), null, 1);
                commit
                    .Add(ProgrammeStore.ProgrammeRow.Insert(programme))
                    .OnViolation(ProgrammeStore.PrimaryKey, ProgrammeErrors.Exists)
                    .Fact(FactOf(programme), programme.Code);
                return new OpenProgrammeResponse { Programme = await view.Of(programme, call) };
            });
    }

    private static ProgrammeOpened FactOf(Programme programme) => new()
    {
        Programme = programme.Code,
        Organisation = programme.Organisation,
        FromDay = programme.FromDay.ToDate(),
        ToDay = programme.ToDay?.ToDate(),
    };
}
